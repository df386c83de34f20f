## Strength of the book: how many clients, how faithful, who supports whom
authority-title = Strength of the book
authority-of = Strength of the book of { $name }
authority-lead = How many clients we have, how they keep their word, how spread we are, and who supports whom. There is no single grade.
authority-whose = Whose book
authority-everybody = Everybody’s
authority-how = How do we know?
authority-why = A year's sales are weighted by the trust in each client. A client without kept or broken promises enters with a wide interval, not with a verdict.
authority-clients = Clients
authority-with-promises = { $count } with kept or broken promises
authority-effective = Clients of equal size
authority-effective-note = so many equal ones would be spread alike
authority-mean-trust = Mean trust by sales
authority-weighted = Sales weighted by trust
authority-between = between { $interval }
authority-solid = Solid clients
authority-support = Who supports whom
authority-flow = We gave: { $given }. We received: { $received }.
authority-signed = Direction from −1 (only we) to 1 (only they): { $value }.
authority-supporters = Clients who support us more than we them
authority-no-supporters = There is no client of whom it is certain that they support us more than we them.
authority-unvalued = { $count ->
    [one] { $count } time without a stated worth
   *[other] { $count } times without a stated worth
}
authority-worth-and-unvalued = at least { $worth }, and { $count ->
    [one] { $count } time without a stated worth
   *[other] { $count } times without a stated worth
}
authority-entries = How they came
authority-entry = How it came
authority-entry-unknown = unknown
authority-value = Sales in a year
authority-trust = Trust
authority-few = too few promises ({ $count })
authority-given = We gave
authority-received = We received
authority-more = { $count ->
    [one] { $count } more client.
   *[other] { $count } more clients.
}
authority-none = There are no clients with sales, contacts or promises.
input-clients-valued = clients whose sales are known
input-clients-with-promises = clients with kept or broken promises
input-solid-unit = size of a solid client
missing-value-of-clients = the sales of the other clients
missing-promises-of-clients = kept or broken promises of the others
unknown-nothing-to-weigh = nothing to weigh: sales are not known
unknown-support-not-valued = the direction is not known: of some support nobody said what it was worth
unknown-no-support = no support is recorded
help-authority = How strong the book is: how many clients, how faithful, who supports whom
help-authority--of = Only the clients of this user: an e-mail
help-authority--unit = The size of a solid client (by default, a hundredth of what all bring)
usage-unit = “{ $value }” is no size; write a number above zero, for example 10000
help-of-authority-title = How many clients we have, how they keep their word, how spread we are and who supports whom; with intervals, and no single grade.
