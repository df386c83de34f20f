## Batches of cold contacts, and the figures of campaigns
journal-kind-cold-batch = the batch of cold contacts
journal-field-batch-list = the list
journal-field-batch-reason = the reason for the list
journal-field-batch-cost = the cost
field-source-not-cold = Only a cold contact belongs to a batch.
invalid-source-not-cold = Only a cold contact belongs to a batch, “{ $value }” does not.
unknown-first-year-sales = unknown: the sales of one of the clients are not seen, or have no exchange rate
unknown-too-many-clients = unknown: too many clients to add up at one look
notice-sources-unknown = { $count ->
    [one] One source detail is the name of no campaign, batch or agreement of the book, and stays as words
   *[other] { $count } source details are the name of no campaign, batch or agreement of the book, and stay as words
}: { $names }
batches-title = Cold contacts
batches-lead = Organisations none of us knows, called on list by list. They are kept apart in every figure, and those that cannot become clients are let go early.
batches-note = Costs hold for all names of a batch; the interval in brackets holds nineteen times out of twenty. An unknown cost stays unknown.
batches-empty-title = No batch is written down yet
batches-empty-text = Take a list of organisations nobody knows, say why you chose it, and paste it in: one organisation a line.
batches-none-match = No batch fits these conditions.
batches-sort-newest = newest first
batches-sort-name = by name
batches-sort-names = most names first
batches-sort-qualified = most qualified first
batches-sort-cost = cheapest qualified first
batch-new = New batch
batch-new-lead = A name is enough. Names the book has already are told, and not written a second time.
batch-name = Name
batch-day = Begun on
batch-list-from = The list comes from
batch-reason = Why this list
batch-worker = Who works it
batch-cost = Cost
batch-currency = Currency
batch-note = Note
batch-unit-cost-low = Cost per qualified, lower end
batch-unit-cost-high = Cost per qualified, upper end
batch-lines = Organisations
batch-lines-help = One a line: name; city; telephone; e-mail. What comes after the name may stand in any order. At most { $count } at once.
batch-added = { $count ->
    [one] One prospect was written down.
   *[other] { $count } prospects were written down.
}
batch-known = { $count ->
    [one] One is in the book already, or stands twice, and was not written again: { $names }
   *[other] { $count } are in the book already, or stand twice, and were not written again: { $names }
}
batch-refused = { $count ->
    [one] One line could not be read: { $names }
   *[other] { $count } lines could not be read: { $names }
}
batch-in-list = In the list of prospects
batch-desk = Ask them one by one
batch-desk-lead = The next question of each is the one that settles most for the least time. Write what you know it from, then tap the answer. After a “no”, park it with the reason and a day: nothing is deleted.
batch-desk-none = Nobody is in work here.
batch-in-work = Only those in work
batch-all-names = All names, also parked and lost ones
batch-spoke = We have spoken
batch-spoke-named = We have spoken with “{ $name }”
batch-evidence-named = Evidence for “{ $name }”
batch-more = More names, and the batch itself
batch-add-names = Add names
batch-from-file = A file of prospects brings names into this batch where its column “Source” says “cold contact” and its column “Source detail” says “{ $name }”.
origin-figures = What became of it
origin-figures-note = Each prospect counts once. A cost per name, per qualified one and per client has its interval in brackets; with few of them it is wide. What came back is what its clients bought in their first year so far, less the cost.
origin-contacted = Spoken with
origin-disqualified = Let go early
origin-first-contact = First contact
origin-days-to-qualified = Days from first contact to qualified
origin-days-between = { $median } (half within { $low }–{ $high })
origin-cost-name = Cost per name
origin-cost-won = Cost per client
origin-sales = Sales of the first year
origin-gain = The same less the cost
origin-import = Import a file
campaign-no-prospects = Nobody came through it yet.
campaign-all-prospects = { $count ->
    [one] It in the list of prospects
   *[other] All { $count } in the list of prospects
}
campaign-from-file = A file of those who came brings them here: whoever’s way the file does not say came through “{ $name }”. Lines for other prospects say their own in the column “Source”.
prospect-sources-cold = Cold contacts by themselves: { $cold } prospects, { $cold_qualified } qualified at some time, { $cold_won } became clients. All others without them: { $names }, { $qualified } and { $won }. Neither chance is learned from the other.
pipeline-ended-without-cold = Without cold contacts: { $won } won and { $lost } lost: { $rate }. The won ones are worth { $worth }.
prospect-source-batch = Batch of cold contacts

## The command line
help-prospects-batches = Batches of cold contacts: what became of each and what it cost
help-prospects-batches-list = All batches, the latest first
help-prospects-batches-list--search = Words of its name, its list or the reason
help-prospects-batches-list--worker = Only those this colleague works, by e-mail
help-prospects-batches-list--sort = `newest`, `name`, `names`, `qualified` or `cost`
help-prospects-batches-show = One batch with its figures and what came back
help-prospects-batches-show--id = The batch
help-prospects-batches-add = Write a batch down, with the organisations of a list
help-prospects-batches-add--name = Name
help-prospects-batches-add--list = The list the names come from
help-prospects-batches-add--reason = Why that list was chosen
help-prospects-batches-add--day = When it was begun (by default, today)
help-prospects-batches-add--worker = Who works it, by e-mail
help-prospects-batches-add--cost = What it cost
help-prospects-batches-add--names = A file with one organisation a line: name; city; telephone; e-mail
help-prospects-campaigns = Campaigns: what became of each and what it cost
help-prospects-campaigns-list = All campaigns, the latest first
help-prospects-campaigns-show = One campaign with its figures and what came back
help-prospects-campaigns-show--id = The campaign
help-prospects-campaigns-add = Write a campaign down
help-prospects-campaigns-add--name = Name
help-prospects-campaigns-add--kind = `advert`, `catalogue`, `exhibition`, `seminar`, `meeting` or `party`
help-prospects-campaigns-add--first-day = Its first day
help-prospects-campaigns-add--last-day = Its last day
help-prospects-campaigns-add--cost = What it cost
