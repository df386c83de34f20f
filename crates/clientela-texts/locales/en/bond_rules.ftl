## The rules of the bond: whether each holds, what shows it, where it is told
bond-rules-title = The rules of the bond
bond-rules-lead = Nineteen old rules of a patron and his clients, looked at over what this book holds. What nobody wrote down breaks no rule and keeps none.
bond-rules-why = Each rule is either checked over promises, gifts, support, contacts, rivals and duplicates, or applied where the book acts. A rule is broken when one record breaks it, holds when something shows it and nothing breaks it, and cannot be judged otherwise: help, gifts and a good word are free, so their absence proves nothing.
bond-rules-caution = Whether the bond of patron and client was ever a closed legal institution is disputed (Mommsen and Gelzer against Brunt 1988; Saller 1982, Wallace-Hadrill 1989). Dionysius describes an ideal, satirists exaggerate; how sure we are stands beside each rule.
bond-number = No.
bond-rule = Rule
bond-finding = Found
bond-shown-by = Shown by
bond-sources = Told in
bond-confidence = Certainty
bond-finding-holds = holds
bond-finding-broken = broken
bond-finding-not-judged = cannot be judged
bond-finding-applied = applied by the book
bond-confidence-high = well attested
bond-confidence-medium = attested with doubts
bond-rules-more = { $count ->
    [one] { $count } more record.
   *[other] { $count } more records.
}
bond-keeping = { $count ->
    [one] { $count } other record keeps it.
   *[other] { $count } other records keep it.
}
bond-caution-text-not-use = the text is certain, its use is not
bond-caution-ideal = told as an ideal
bond-caution-legendary = of a legendary age
bond-caution-late-republic = for the late Republic
bond-caution-exception = with an exception: the freedman of a friend could take both names
bond-caution-thin = for ordinary clients the evidence is thin
bond-caution-satire = told in satire
bond-rule-faith = Who is in our trust comes before guests
bond-rule-sanction = We keep our word to our clients
bond-rule-no-testimony = Neither side acts against the other
bond-rule-excuse = Whoever is bound to a client is excused from acting against it
bond-rule-both-sides = Whoever belongs to both sides stays out of their dispute
bond-rule-protection = We stand up for our clients
bond-rule-material-support = Clients help us when we need it: as a gift, not as a loan
bond-rule-money-limit = We take no money from small clients
bond-rule-company = Clients stand by us in danger
bond-rule-advocacy = Clients speak for us before others
bond-rule-shared-name = Whoever came out of our house bears its name
bond-rule-rites = We keep feasts together
bond-rule-morning-call = We see our clients as often as we mean to
bond-rule-sportula = Clients get their small gift
bond-rule-identity = Nobody is in the book twice
bond-rule-numbers = Standing is made by number and by weight
bond-rule-freedom = A client is free, though not equal in weight
bond-rule-older-bond = An older bond is respected
bond-rule-tact = Nobody likes to be called a client
bond-applied-faith = When two greetings of a morning weigh the same, whoever is in our trust (won, inherited, come out of our house) comes before whoever was introduced or is from abroad.
bond-applied-numbers = The strength of the book counts clients and weighs them: by what they bring and by how they keep their word.
bond-applied-freedom = A gift binds nobody, an offered promise may be refused, and only the creditor can let a promise go.
bond-applied-tact = Each is called by name in all that is shown or sent; the word client stands only in headings for us.
bond-needs-sanction = No promise of ours has been kept or broken yet.
bond-needs-no-testimony = No incident, and nobody stood by a client that has a rival in the book.
bond-needs-excuse = It is not decided of anybody that they should not serve a client because of its rival.
bond-needs-both-sides = Nobody is written down at two rivals, or no wall answers for those who are.
bond-needs-protection = No promise to protect a client, and no support by which we stood by one.
bond-needs-material-support = No gift or service of a client to us is written down.
bond-needs-money-limit = No money was received as a gift, or it is not known how much the giver buys.
bond-needs-company = No client is written down as having stood by us.
bond-needs-advocacy = No reference, introduction or advocacy of a client for us is written down.
bond-needs-shared-name = No client came out of our house, or its name is written too short to tell.
bond-needs-rites = No fair, anniversary or review was held together.
bond-needs-morning-call = No rhythm is meant for anybody, or nobody was met yet.
bond-needs-sportula = No gift to a client is written down.
bond-needs-identity = Nobody has looked for duplicates yet.
bond-needs-older-bond = No rivals are written down, or nobody of us serves them.
help-bond-rules = Whether the rules of the bond hold in the book, with what shows it
trust-one-sided = All our closed promises here appear kept: the only witness is ourselves. What one side wrote down alone is marked so; ask the client before you rely on it.
