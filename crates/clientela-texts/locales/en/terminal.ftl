## What the command line says
terminal-failed = Failed: { $reason }
terminal-not-found-account = there is no client with this id, code or name, or more than one; see `clientela accounts list --search`
terminal-not-found-import = there is no such import; see `clientela imports list`
terminal-not-found-user = nobody has this e-mail address; see `clientela user list`
terminal-not-found-other = { $what ->
    [cold_batch] there is no batch of cold contacts with this id; see `clientela prospects batches list`
    [campaign] there is no campaign with this id; see `clientela prospects campaigns list`
   *[other] there is no such { $what }
}
terminal-forbidden = you may not do this
terminal-stale = somebody else changed it meanwhile; look again and repeat
terminal-stopped = stopped; no line and no client of the file is in the book
terminal-throttled = too many attempts; try again in { $seconds } s
usage-trash-kind = there is no kind called “{ $value }”; choose `account`, `person`, `interaction`, `note`, `next_step`, `attachment` or `confidentiality`
usage-trash-after = “{ $value }” is no place in the list; take it from `next` of the answer before
usage-journal-via = there is no way in called “{ $value }”; choose `web`, `cli`, `api` or `job`
usage-search-type = there is no kind “{ $value }”; choose `account` or `person`
usage-backup-target = say where the backup goes: `clientela backup FOLDER`
terminal-because = because { $cause }
usage-no-book = There is no book in `{ $value }`. Start one with `clientela start` or `clientela import sales FILE`, or name another with `--book`
usage-no-file = there is no file “{ $value }”
usage-is-folder = “{ $value }” is a folder, and a file is needed
usage-file-closed = the file “{ $value }” cannot be opened; check its permissions
usage-day = `{ $value }` is not a day; write it as 2026-11-24
usage-period-reversed = the period { $value } ends before it begins
usage-currency = `{ $value }` is not a currency; write a code of three letters, for example EUR
usage-language = `{ $value }` is not a language of Clientela; use `bg` or `en`
usage-profile = there is no profile `{ $value }`; use `equal`, `sales` or `purchasing`
usage-criterion = there is no criterion `{ $value }`; use `purchasing_policy`, `selection_bodies`, `market_power` or `professionalism` (volume comes from the ledger and the potential)
usage-answer = `{ $value }` is not an answer; use `yes`, `partly`, `no` or `unknown`
usage-confidence = “{ $value }” is no degree of certainty; choose `low`, `medium` or `high`
usage-evidence-twice = “{ $value }” is a second piece of evidence of the same kind; give one each of text, link and file
usage-sector = there is no sector “{ $value }”; choose `retail_chain`, `specialised_store`, `finance`, `bank`, `services` or `other`
usage-weights = “{ $value }” will not do: weights are five numbers, zero or more and not all zero, and the threshold is above 0 and at most 1
usage-mandatory = there is no criterion “{ $value }”; choose `volume`, `purchasing_policy`, `selection_bodies`, `market_power` or `professionalism`
usage-rate = “{ $value }” is no rate; write a number above zero with at most eight decimals, for example 0.92
usage-amount = `{ $value }` is not an amount; write it as 1234.50
usage-role = there is no role `{ $value }`; use `administrator`, `director`, `key_account_manager`, `sales_representative` or `reader`
usage-visibility = nobody sees “{ $value }”; use `own`, `team` or `all`
usage-permission = there is no permission `{ $value }` to give; use `see_firm_totals` or `import`
usage-listen = cannot listen on `{ $value }`
usage-listen-open = others can reach `{ $value }`, and without TLS passwords and clients would cross the network in the clear. Give `--tls-certificate` and `--tls-key`, or say `--behind-proxy` when another server speaks TLS in front
usage-public-url-missing = say with `--public-url https://…` which address people type; `{ $value }` cannot stand in links
usage-public-url = `{ $value }` is not an address people can type here; write for example https://clients.example.bg
usage-certificate = the certificate cannot be used: { $value }
refusal-no-header = No row of the file looks like a header with columns for “{ $kind }”. The first row is: { $row }. Name the columns in a map file (`{ $map }`)
refusal-columns-missing = These columns are missing: { $missing }. The file has: { $header }. Name them in a map file (`{ $map }`), for example:
refusal-map-header-unknown = The map takes `{ $column }` from `{ $header }`, which the file does not have. Name one of the file's headers: { $file_header }
refusal-ambiguous-date-order = The dates of “{ $header }” can be read in two ways ({ $examples }) and nothing in the file settles which. Say { $option } dmy or { $option } mdy
refusal-ambiguous-decimal = The numbers of “{ $header }” can be read in two ways ({ $examples }) and nothing in the file settles which. Say { $option } comma or { $option } dot
refusal-ambiguous-vat-rate = “{ $header }” holds amounts with VAT and the file does not say the rate. Say for example { $option } 20
refusal-most-rows-unusable = { $set_aside } of { $read } rows cannot be used, most of them because of “{ $header }”: { $reason } (for example `{ $example }`). Nothing was imported. { $remedy }
refusal-no-customer = No line of the file names a client, so nothing was imported. Map the column that holds the client
refusal-no-rows = The file has a header and no rows (0 rows). Export again, and check that no filter was left on
refusal-option-invalid = { $option }: { $detail }
mapping-missing-document-number = document number
mapping-missing-document-date = document date
mapping-missing-customer = client (code or name)
mapping-missing-amount = amount, or quantity and unit price
notice-currency-assumed = { $count ->
    [one] One line does not say its currency: taken as lev before 2026-01-01 and euro after
   *[other] { $count } lines do not say their currency: taken as lev before 2026-01-01 and euro after
} (another one: `--file-currency`)
notice-company-numbers-doubtful = { $count ->
    [one] One company number does not prove itself: a digit is wrong, or a spreadsheet took its leading zeros
   *[other] { $count } company numbers do not prove themselves: a digit is wrong, or a spreadsheet took their leading zeros
}. Stored as written; correct it at its source and import again
notice-accounts-restored = { $count ->
    [one] A client comes back out of the trash, because there are sales for it
   *[other] { $count } clients come back out of the trash, because there are sales for them
}: { $names }
notice-hidden-sheets = Hidden sheets were not read: { $names }. To read one, name it (`--sheet`)
notice-net-from-gross = { $count ->
    [one] The net amount of one line was worked out from the amount with VAT
   *[other] The net amounts of { $count } lines were worked out from the amounts with VAT
}
notice-personal-numbers-masked = { $count ->
    [one] One value is a personal number and was not stored
   *[other] { $count } values are personal numbers and were not stored
}
terminal-import-done = Imported { $file }: { $accepted } of { $read } rows
terminal-import-trial = Trial run of { $file }: { $accepted } of { $read } rows would be imported. Nothing was changed
terminal-import-unchanged = { $file } is in the book already. Nothing was changed
terminal-rows-duplicate = already in the book
terminal-rows-set-aside = set aside
terminal-rows-skipped = skipped, no sales
terminal-rows-skipped-records = skipped
terminal-clients = clients
terminal-products = products
terminal-new-and-known = { $created } new, { $matched } known
terminal-period = period
terminal-net-total = net total
terminal-read-as = read as
terminal-columns = columns
terminal-unused = not used
terminal-set-aside-title = Rows set aside
terminal-set-aside-file = All of them, to be corrected and run again with `--corrected`: { $path }
terminal-line = line
terminal-column = column
terminal-value = value
terminal-why = why
terminal-remedy = what to do
terminal-undone = Taken back. The book is as if the import had never been
terminal-migrated = The book is up to date
terminal-no-sales = There are no sales in this book yet. Bring some in with `clientela import sales FILE`
terminal-name = client
terminal-revenue = sales, { $currency }
terminal-share = share
terminal-cumulative = together
terminal-class = class
terminal-rank = place
terminal-verdict = verdict
terminal-score = score
terminal-city = city
terminal-codes = codes
terminal-month = month
terminal-year-before = a year before
terminal-product = product
terminal-quantity = quantity
terminal-concentration-finding = { $accounts ->
    [one] One client carries the whole firm
   *[other] { $accounts } clients; the largest { $top } make { $share } of sales. As concentrated as { $effective } equal clients
}
terminal-margin-finding = { $accounts ->
    [one] One client carries the whole margin
   *[other] { $accounts } clients with a margin above zero; the first { $top } make { $share } of it. As concentrated as { $effective } equal clients
}
terminal-margin-known = Margin { $margin }; the cost of { $share } of sales is known
terminal-margin-unknown = The files hold no cost, so there is no margin to measure. Import a column “Cost” or “Unit cost”
terminal-margin-negative = { $accounts ->
    [one] One client at zero margin or at a loss: { $margin }
   *[other] { $accounts } clients at zero margin or at a loss: { $margin }
}
terminal-margin-without-cost = { $accounts ->
    [one] One client whose cost is not known, left out: { $revenue } of sales
   *[other] { $accounts } clients whose cost is not known, left out: { $revenue } of sales
}
terminal-margin = margin
terminal-top-five-over-time = Share of the five largest by quarter: { $quarters }
terminal-hhi = HHI { $hhi }, Gini { $gini }
terminal-classes = A { $a }, B { $b }, C { $c } clients
terminal-negative = { $accounts ->
    [one] One client at or below zero: { $revenue }
   *[other] { $accounts } clients at or below zero: { $revenue }
}
terminal-unassigned = { $lines ->
    [one] One line without a client: { $revenue }
   *[other] { $lines } lines without a client: { $revenue }
}
terminal-other-currency = Outside the totals, for lack of a rate: { $amount }
terminal-what-if = Without them you lose { $lost }: { $share } of sales and { $margin } of { $known ->
    [part] the known margin
   *[whole] the margin
    }. The rest are like { $effective } equal clients
terminal-key-title = Key clients ({ $profile }, from { $threshold })
terminal-key-none = Nobody is key yet on the answers there are. Answer the questions below; volume alone does not make a key client
terminal-undecided-title = Undecided in class A: what to find out first
terminal-next-question = ask: { $question }
terminal-more = … and { $count } more; all of them with `--all`
terminal-serving = Clientela is open at { $address }   (Ctrl-C ends it)
terminal-first-link = First sign-in, works once: { $address }
terminal-sample = This is the sample firm in `{ $path }`. Your own sales: `clientela start FILE`
terminal-start-again = Start it again with: clientela --book { $path } serve
terminal-user-link = { $name } chooses a password here, works once: { $address }
terminal-user-disabled = { $email } can no longer sign in
terminal-token-created = Key { $name }, shown only now: { $token }
terminal-token-revoked = The key no longer works
terminal-doctor-ok = Everything is in order
terminal-doctor-swept = { $count ->
    [one] One leftover file was removed
   *[other] { $count } leftover files were removed
}
terminal-doctor-damaged = Damaged: { $what }
terminal-backup-written = The backup is in { $where } and has been read through
terminal-backup-whole = The backup is whole
terminal-backup-moment = Moment
terminal-backup-accounts = Clients
terminal-backup-people = People
terminal-backup-lines = Sales lines
terminal-backup-position = Last change
terminal-backup-files = Files
terminal-backup-bytes = Bytes
terminal-restored = The book is restored, and every file has been checked
terminal-restored-next = Everybody signs in again; passwords and API keys are as they were
terminal-answer-kept = Noted. { $name }: { $verdict } ({ $score })
terminal-stage-keeping = Keeping the file
terminal-stage-surveying = Looking at how it is written
terminal-stage-reading = Reading rows
terminal-stage-comparing = Comparing with the book
terminal-stage-committing = Writing the book
terminal-stage-finished = Done
terminal-id = id
terminal-sales = sales
terminal-not-found-person = there is no such person, or more than one of that name; see `clientela people list --search`
terminal-account-deleted = The client is in the trash
terminal-person-deleted = The person is in the trash
terminal-person-erased = The personal data is erased for good
usage-contact = ‘{ $value }’ is no way to reach somebody; write it like mobile=0888123456
usage-word = ‘{ $value }’ is none of the words this option knows; see `--help`
usage-erase = The data of ‘{ $value }’ would disappear for good; repeat with `--yes`

## What happened and what is next
terminal-day = day
terminal-kind = kind
terminal-text = what
terminal-by = by
terminal-written = Written down.
terminal-not-written = Nothing was written.
terminal-more-entries = More: add --cursor { $cursor }
terminal-profile = point of view
terminal-sector = sector
terminal-weights = weights
terminal-mandatory = mandatory
terminal-whole-firm = whole firm
terminal-default-profile = { $name } (for the lists)
terminal-reporting-currency = Reporting currency: { $currency }
terminal-sold-by = Sold by: { $names }
terminal-potential = Potential: { $low } – { $high }, most likely { $likely }. { $source } ({ $author }, { $day })
terminal-similar-exists = It resembles something in the book, so nothing is written yet. If it is another one, repeat with --anyway.
terminal-comparing = Comparing the new records with the book
terminal-similar-none = Nothing like it is in the book
terminal-merges-none = Nothing was merged in the last 30 days
terminal-undo-until = can be undone until
terminal-unmerge-how = Can be undone for 30 days with: clientela duplicates unmerge { $merge }
terminal-scanned = { $accounts } clients and { $people } people were compared
terminal-scan-found = Pairs that may be one: { $found }, of them new: { $new }
terminal-scan-left-out = { $count } less certain pairs were not written: decide these first and look through the book again
terminal-search-rebuilt = Search words written anew: { $accounts } clients, { $people } people
terminal-search-none = Nothing found for ‘{ $words }’

## Files, stopping and deciding imports
terminal-stopping = Asked to stop. When it has, `clientela imports list` shows it as stopped
terminal-rows-corrected = Rows that became lines: { $accepted }. Still set aside: { $waiting }
terminal-decided = Rows decided: { $rows }
terminal-document = document
terminal-file = file
terminal-media-type = kind
terminal-size = size
terminal-file-written = Written: { $file }
terminal-file-removed = The file is off its record; it can come back from the trash
usage-file-exists = there is a file “{ $value }” already; name another with `--to`
usage-document = “{ $value }” is no key of a document; `clientela imports set-aside` lists them
terminal-in-trash = It is in the trash and can come back for 30 days
