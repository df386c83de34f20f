## Files of positions of competitors, of purchases of clients and of threats
file-kind-positions = Positions of competitors
terminal-positions = positions
import-report-positions = To the positions
import-sample-positions = sample positions of competitors
import-needs-positions = A client, a competitor, a product group, whence it is known and when it was observed. Also useful: the share from and to in per cent, their price where ours is 100, when the contract ends. A competitor nobody knows yet is written down.
help-import-positions = Where competitors stand at clients: group, share, price, until when
help-import-positions--file = The file
help-import-positions--dry-run = Say what would happen and change nothing
help-import-positions--corrected = Rows set aside earlier, corrected in a CSV, to be run again
help-import-positions--on-conflict = What holds where the file differs from what people wrote: `ask` sets the row aside, `keep` keeps the book, `replace` takes the file
journal-positions-created = { $who } added { $count ->
    [one] one position of a competitor
   *[other] { $count } positions of competitors
} from an import
journal-positions-removed = { $who } removed { $count ->
    [one] one position of a competitor
   *[other] { $count } positions of competitors
} when undoing an import
journal-field-positions-folder = the folder for positions of competitors
journal-field-positions-by = in whose name positions of competitors are imported
journal-field-positions-on = the taking of positions of competitors
file-kind-purchases = Purchases of clients
terminal-purchases = estimates
import-report-purchases = To the purchases
import-sample-purchases = sample purchases of clients
import-needs-purchases = A client, a period (2026, 2026-Q2, 2026-04 or 2026-01-15..2026-03-31), at least how much it buys and whence it is known. Also useful: product group, at most, currency, how sure. An exact amount stands in both ends.
help-import-purchases = What clients buy in all, from us and from others
help-import-purchases--file = The file
help-import-purchases--dry-run = Say what would happen and change nothing
help-import-purchases--corrected = Rows set aside earlier, corrected in a CSV, to be run again
help-import-purchases--on-conflict = What holds where the file differs from what people wrote: `ask` sets the row aside, `keep` keeps the book, `replace` takes the file
journal-purchases-created = { $who } added { $count ->
    [one] one estimate of purchases
   *[other] { $count } estimates of purchases
} from an import
journal-purchases-removed = { $who } removed { $count ->
    [one] one estimate of purchases
   *[other] { $count } estimates of purchases
} when undoing an import
journal-field-purchases-folder = the folder for purchases of clients
journal-field-purchases-by = in whose name purchases of clients are imported
journal-field-purchases-on = the taking of purchases of clients
file-kind-threats = Threats
terminal-threats = threats
import-report-threats = To the threats
import-sample-threats = sample threats
import-needs-threats = A client and what may come. Also useful: the kind (price, terms, capacity), likelihood and effect from 1 to 5, what is prepared, by what it will be noticed.
help-import-threats = What threatens the business with clients, and what is prepared
help-import-threats--file = The file
help-import-threats--dry-run = Say what would happen and change nothing
help-import-threats--corrected = Rows set aside earlier, corrected in a CSV, to be run again
help-import-threats--on-conflict = What holds where the file differs from what people wrote: `ask` sets the row aside, `keep` keeps the book, `replace` takes the file
journal-threats-created = { $who } added { $count ->
    [one] one threat
   *[other] { $count } threats
} from an import
journal-threats-removed = { $who } removed { $count ->
    [one] one threat
   *[other] { $count } threats
} when undoing an import
journal-field-threats-folder = the folder for threats
journal-field-threats-by = in whose name threats are imported
journal-field-threats-on = the taking of threats
journal-competitors-removed = { $who } removed { $count ->
    [one] one competitor
   *[other] { $count } competitors
} when undoing an import
record-column-competitor = Competitor
record-column-product-group = Product group
record-column-share-low = Share from, %
record-column-share-high = Share to, %
record-column-price-index = Price (ours is 100)
record-column-contract-end = Contract ends
record-column-since = There since
record-column-known-from = Known from
record-column-period = Period
record-column-amount-low = Buys at least
record-column-amount-high = Buys at most
record-column-confidence = How sure, %
record-column-threat-kind = Kind of threat
record-column-likelihood = Likelihood (1–5)
record-column-severity = Effect (1–5)
record-column-prepared = What is prepared
record-column-early-sign = By what it will be noticed
record-column-review-day = Next look
mapping-missing-competitor = the competitor
missing-competitor = the competitor
mapping-missing-product-group = the product group
missing-product-group = the product group
mapping-missing-known-from = whence it is known
missing-known-from = whence it is known
mapping-missing-period = the period
missing-period = the period
mapping-missing-amount-low = at least how much it buys
missing-amount-low = at least how much it buys
mapping-missing-threat = what may come
missing-threat = what may come
set-aside-market-word-unknown = an unknown word
remedy-market-word-unknown = The source is “the client”, “published”, “observed” or “hearsay”; of purchases “the client said so”, “published accounts”, “norm” or “seen of others”. Degrees go from 1 to 5. A threat is about “price”, “terms”, “capacity” or “other”, and “watched”, “arrived” or “passed”.
set-aside-source-is-competitor = a competitor is no source
remedy-source-is-competitor = Prices are never exchanged with competitors. Write whence else it is known, or leave the row aside.
set-aside-period-unread = the period cannot be read
remedy-period-unread = Write a year, a quarter (2026-Q2), a month (2026-04) or two days (2026-01-15..2026-03-31).
set-aside-ends-impossible = the ends do not fit together
remedy-ends-impossible = The upper end is not below the lower one, and a share is at most 100 %.
set-aside-cell-missing = an empty cell that has to say something
remedy-cell-missing = Fill the cell in.
