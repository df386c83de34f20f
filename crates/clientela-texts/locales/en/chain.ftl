## The endless chain: whom else do you know?
chain-title = Endless chain
chain-lead = At least one name from every talk. Who led to whom, and how far it went.
chain-asked-yes = asked for names
chain-asked-no = not asked for names
chain-asked-not-recorded = not recorded
chain-link-talk = nobody spoke with those who were named
chain-link-question = nobody was asked for names
chain-link-names = those asked named nobody
chain-today = Today
chain-today-contacts = People spoken with today
chain-today-asked = Asked
chain-today-names = New names
chain-today-share = Gave at least one name
chain-still-to-do = Whom to come back to this evening: who else has this problem?
chain-somebody = somebody you do not see
chain-how = How do we know?
chain-formula = R = new names ÷ people asked
chain-why = Only people asked at least 30 days ago are counted: those asked later have not had time yet. A name is new when it is not in the book. The interval is exact, Poisson, 95%.
chain-r = R (names by person)
chain-r-is = Each person asked brings { $r } names
chain-r-unknown = Not known yet how many names a talk brings
chain-grows = The chain carries itself and grows.
chain-shrinks = A chain that carries itself needs at least 1 name by person: this one will end.
chain-open = A chain that carries itself needs at least 1 name by person; so few talks do not say yet whether it does.
chain-broke = The chain breaks at generation { $generation }: { $link }.
chain-names-of-people = { $names ->
    [one] { $names } name
   *[other] { $names } names
} of { $people ->
    [one] { $people } person
   *[other] { $people } people
}
chain-strip-label = { $name }: R { $r }, between { $interval }
chain-unripe = { $count ->
    [one] { $count } asked too lately
   *[other] { $count } asked too lately
}
chain-not-asked = { $count ->
    [one] { $count } not asked
   *[other] { $count } not asked
}
chain-not-recorded = { $count ->
    [one] { $count } not recorded
   *[other] { $count } not recorded
}
chain-days = { $count ->
    [one] { $count } ripe day
   *[other] { $count } ripe days
}
chain-generation = generation { $number }
chain-generation-head = Generation
chain-generations = By generation
chain-people = People
chain-talked = Talks
chain-asked-head = Asked
chain-names-head = Names
chain-qualified = Qualified
chain-won = Clients
chain-sales = Sales in 12 months
chain-at-least = at least { $value }
chain-no-talks = No talks are recorded in these days.
chain-by-source = By how the person came
chain-known-before = known before, no prospect
chain-by-month = By month
chain-by-user = By colleague
chain-legend-interval = 95% interval
chain-legend-one = 1.00: the chain carries itself
chain-tree = Tree of referrals
chain-tree-of = Tree from { $name }
chain-tree-empty = Nobody has named a prospect yet. In your next talk, ask: whom else do you know?
chain-root = Start of the chain
chain-start = start
chain-who-led-to-whom = Who led to whom
chain-referrer = Named by
chain-named-on = On
chain-state = How far
chain-below = Led to in all
chain-brought = Sales of those led to
chain-not-told = { $count ->
    [one] { $count } more further on.
   *[other] { $count } more further on.
}
chain-thanks = We owe thanks
chain-thanks-lead = They gave names; tell them what became of these.
chain-names = Names
chain-names-help = One a line: the organisation, and after a dash the person there. Each new name becomes a prospect.
chain-given-by = Who gave them
chain-given-by-only = the one person ticked
field-too-many-names = At most 20 names from one talk; more are imported as a file.
field-names-need-open = Names become prospects that others see: write them down from a talk that is not private.
field-names-need-day = Write the exact day of the talk, so that its names can be kept.
field-given-by-unclear = Say which of the people gave the names.
invalid-too-many-names = At most 20 names from one talk; more are imported as a file.
invalid-names-need-open = Names are not kept from a private talk: others will see the prospects.
invalid-names-need-day = To keep names, the exact day of the talk is needed.
invalid-given-by-unclear = Several people took part in the talk; say who gave the names.
input-names = new names
input-people-asked = people asked
input-people-contacted = people spoken with
input-people-who-named = gave at least one name
input-people-who-named-nobody = asked, and named nobody
missing-asked-lately = answers of those asked in the last 30 days
missing-whether-asked = whether the others were asked
unknown-nobody-asked-long-enough-ago = nobody was asked at least 30 days ago
unknown-nobody-contacted = nobody was spoken with today yet
help-chain = Whether each talk leads on: names by person asked, where the chain breaks, who led to whom
help-chain--root = The start of the tree: person:ID, account:ID or prospect:ID (by default, the one that led to most)
help-of-chain-title = The endless chain: at least one name from every talk. R with its interval, by generation, source and colleague; a tree of who led to whom; whom we owe thanks.
