## Our brand: the words of the domain
incident-severity-minor = minor
incident-severity-major = major
incident-severity-critical = critical
remark-about-us = about us
remark-about-market = about the market
mention-tone-recommends = recommended us unasked
mention-tone-good = speaks well of us
mention-tone-neutral = neutral
mention-tone-bad = speaks ill of us
told-origin-client = a client
told-origin-partner = a supplier or partner
told-origin-press = press, radio, television
told-origin-online = the internet
told-origin-fair = a fair or conference
told-origin-shelf = seen in shops
told-origin-colleague = a colleague
told-origin-other = elsewhere
input-orders-due = orders due
missing-orders-due = orders with a promised day

## The journal and refusals
journal-kind-incident = the incident
journal-kind-remark = the remark
journal-filter-incident = Incidents
journal-filter-remark = Remarks
journal-field-incident-severity = the severity
journal-field-incident-done = what we did
journal-field-closed-on = the day it was settled
journal-field-told-origin = the source
journal-field-remark-about = what it is about
journal-field-mention-tone = the tone
journal-field-link = the link
field-closed-before = It was settled before it happened.
field-tone-of-market = Only what is said of us has a tone.
invalid-closed-before = It was settled before it happened. Check both days.
invalid-tone-of-market = Only what is said of us has a tone. Leave it out, or say that it is about us.

## The page over the market and our brand
nav-market = Market and brand
market-title = Market and brand
market-lead = What is said of us and what went wrong, what those who decide think of us, where competitors and our prices stand, and what you see of the market.
market-all = all { $count }
brand-title = Our brand
brand-complaints = Complaints per 100 orders
brand-complaints-counts = complaints { $complaints }, orders due { $orders }
brand-complaints-nothing-due = no order was due in the last twelve months of sales
brand-complaints-why = Complaints recorded under promised and done, divided by the orders that were due in the last twelve months of sales. The interval shows how much chance there is in it.
brand-incidents-open = Open incidents
brand-incidents-counts = in twelve months: critical { $critical }, major { $major }, minor { $minor }
brand-mentions = Mentions in twelve months
brand-mentions-counts = recommended us { $recommends }, well { $good }, neutral { $neutral }, ill { $bad }, tone unknown { $unknown }
brand-mentions-title = What is said of us
brand-deciders = What those who decide think
brand-deciders-for-us = Deciders for us
brand-deciders-counts = for { $for }, on neither side { $neither }, against { $against }, not known { $open }
brand-deciders-none = Nobody wrote down who decides at a client. Say so on the people map of the client, with what they think of us.
brand-decider = Who decides
brand-attitude = What they think of us
brand-attitude-unknown = not known, or older than a year
brand-attitude-between = between “{ $worst }” and “{ $best }”
brand-said-on = Said on
brand-days-old = { $days ->
    [one] { $days } day ago
   *[other] { $days } days ago
}
brand-evidence = Whence we know
brand-no-evidence = nothing stands behind it
brand-surveys = What they answered when asked
brand-surveys-none = Nobody who decides has answered in the last twelve months.
brand-prices = Our prices among theirs
brand-prices-help = Each of their prices is known from a position that still holds. Under three prices only the range is told.
brand-prices-none = No position that still holds tells a price of a competitor.
brand-price-index = Ours by their median
brand-price-few = too few prices
brand-price-range = By their dearest and cheapest
brand-price-place = From the cheapest
brand-price-rank = { $rank } of { $of }
incidents-none = No incident is written down.
mentions-none = Nothing said of us is written down.
market-notes-title = Notes on the market
market-notes-none = No note on the market is written down.
incident-new = New incident
mention-new = Something said of us
market-note-new = Note on the market
palette-incident = Write an incident down
palette-incident-words = incident quality recall damage brand
palette-remark = Write down what is said of us or seen of the market
palette-remark-words = mention note market brand press recommendation

## Incidents
incidents-title = Incidents
incidents-new-action = New incident
incidents-empty-title = No incident is written down yet
incidents-empty-text = Write down what went wrong and may hurt your name: when, how bad it was, at whom, and what you did.
incidents-filter-severity = Severity
incidents-filter-state = State
incidents-filter-origin = Source
incidents-filter-withdrawn = Written by mistake
incident-new-lead = What went wrong and may hurt our name. Without a client it is of none in particular and everybody sees it.
incident-client = Client
incident-client-help = Empty: at no client in particular.
incident-what = What went wrong
incident-severity = Severity
incident-product-group = Product group
incident-origin = Source
incident-day = Happened on
incident-done = What we did
incident-closed-on = Settled on
incident-closed-on-help = Empty while it is open.
incident-closed-day = settled on { $day }
incident-settled = Settled
incident-open = open
incident-note = Note
incident-withdrawn = Written down by mistake

## What is said of us and seen of the market
remarks-title = Mentions and notes
remarks-new-action = New
remarks-empty-title = Nothing is written down yet
remarks-empty-text = Write down what is said of you and by whom, and what you see of the market. A competitor is never a source.
remarks-filter-about = About
remarks-filter-tone = Tone
remarks-filter-origin = Source
remarks-filter-competitor = Competitor
remarks-filter-withdrawn = Written by mistake
remark-new = What was said or seen
remark-new-lead = Something said of us, or a note on the market, with its source. A competitor is never a source.
remark-client = Client
remark-client-help = Empty: at no client in particular.
remark-about = About
remark-tone = Tone
remark-tone-help = Only of what is said of us; as you understood it.
remark-what = What was said or seen
remark-origin = Source
remark-person = Who said it
remark-person-help = People of the client; save with the client first.
remark-day = Said or seen on
remark-link = Where it can be read
remark-link-help = An address that begins with https://
remark-product-group = Product group
remark-competitor = About the competitor
remark-topic = Product group and competitor
remark-note = Note
remark-withdrawn = Written down by mistake
remark-erased = words that were erased
remarks-here = What is said of us here
incidents-here = Incidents here
term-competitor = Competitor
term-competitor-text = Whoever sells to our clients what we sell. The whole firm knows competitors; where they stand is seen with the client.
term-contest = Contest
term-contest-text = Something won from a competitor or lost to one, with its reason. The reason is asked of the client; what we guess is counted apart.
term-price-position = Price position
term-price-position-text = Our price divided by the median of the competitors' prices. Under three prices only the range is told: ours by their dearest and by their cheapest.
term-incident = Incident
term-incident-text = Something that went wrong and may hurt our name: what, when, how bad, at whom, and what we did. It stays open until it is settled.
term-mention = Mention
term-mention-text = Something said of us, with its source and its tone as whoever wrote it down understood it. No number is guessed from the words.
help-of-market = Our brand as others see it: incidents, complaints per hundred orders, mentions and what those who decide think; beside it competitors, our price position and notes on the market.

## The command line
help-brand = Our brand and the market: what went wrong, what is said, what those who decide think
help-brand-show = Our brand in sums: incidents, complaints, what is said of us, what those who decide think
help-brand-incidents = What went wrong, the latest first
help-brand-incidents--severity = Only those so bad: `minor`, `major` or `critical`
help-brand-incidents--open = Only those that are not settled
help-brand-incidents--limit = At most so many
help-brand-incidents--cursor = Where the last answer went on
help-brand-incident = Write down what went wrong
help-brand-incident--severity = `minor`, `major` or `critical`
help-brand-incident--what = What went wrong
help-brand-set-incident = Change an incident; what is not given stays
help-brand-set-incident--id = The incident
help-brand-set-incident--severity = `minor`, `major` or `critical`
help-brand-set-incident--what = What went wrong
help-brand-set-incident--withdrawn = Written down by mistake: it counts nowhere
help-brand-remarks = What was said of us and seen of the market, the latest first
help-brand-remarks--about = Only about `us` or about the `market`
help-brand-remarks--limit = At most so many
help-brand-remarks--cursor = Where the last answer went on
help-brand-observe = Write down what was said of us or seen of the market
help-brand-observe--about = About `us` or about the `market`
help-brand-observe--what = What was said or seen
help-brand-set-remark = Change a remark; what is not given stays
help-brand-set-remark--id = The remark
help-brand-set-remark--about = About `us` or about the `market`
help-brand-set-remark--what = What was said or seen
help-brand-set-remark--withdrawn = Written down by mistake: it counts nowhere
help-arg-brand-account = At which client: id, code or name (by default, at none in particular)
help-arg-brand-person = Who said it: id or name
help-arg-brand-origin = `client`, `partner`, `press`, `online`, `fair`, `shelf`, `colleague` or `other`
help-arg-brand-tone = How it speaks of us: `recommends`, `good`, `neutral` or `bad`
help-arg-brand-done = What we did
help-arg-brand-closed = The day it was settled
help-arg-brand-day = When it happened (by default, today)
help-arg-brand-link = Where it can be read

## Competitors that are the same
competitor-merge-title = The same competitor under another name
competitor-merge = Merge with another
competitor-merge-help = Everything told of the other passes to this one, which is found by both names from now on. It can be undone for 30 days.
competitor-merge-gone = The other
competitor-merged-line = Also known as “{ $name }”, merged on { $day }
journal-merged-competitor = { $who } merged { $other } into { $what }
journal-merged-away-competitor = { $who } merged { $what } into { $other }
journal-unmerged-competitor = { $who } undid the merge of { $other } into { $what }
journal-came-back-competitor = { $who } took { $what } out of { $other } again
help-competitors-merge = Make another competitor one with this; both names find it
help-competitors-merge--competitor = The one that stays: id or name
help-competitors-merge--gone = The one that goes: id or name
help-competitors-unmerge = Undo a merge of competitors, within 30 days
help-competitors-unmerge--merge = The merge, as `competitors show --json` tells it

## One sentence of each section of a client
problems-summary = { $count ->
    [one] One problem is written down: “{ $what }”.
   *[other] { $count } problems are written down, the first of them “{ $what }”.
}
threats-summary = { $count ->
    [one] One threat is written down: “{ $what }”.
   *[other] { $count } threats are written down, the first of them “{ $what }”.
}
positions-summary = Here stand: { $names }.
brand-summary = Mentions and notes here: { $said }, incidents: { $wrong }.
