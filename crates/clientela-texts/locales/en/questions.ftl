# What whoever takes a client over asks of it: answers in one sentence.

questions-title = At a glance
question-decides = Who decides?
question-blocks = Who may block the decision?
question-we-owe = What do we owe?
question-they-owe = What do they owe us?
question-kept = Is the agreement kept?
question-hurts = What hurts them?
question-competes = Who competes with us?
question-next = What is next?
answer-decides-nobody = Nobody is marked as deciding.
answer-blocks-nobody = By the map nobody can block the decision.
answer-blocks-unknown = Not known: nobody is on the map yet.
answer-owes-nothing = Nothing.
answer-owes = { $count ->
    [one] One thing
   *[other] { $count } things
}{ $late ->
    [0] {""}
    [one] , one of them late
   *[other] , { $late } of them late
}. First: “{ $what }”, { $due }.
answer-kept-breached = Breached: { $numbers }.
answer-kept-at-risk = At risk: { $numbers }.
answer-kept-unknown = Not known, too little data: { $numbers }.
answer-kept-kept = Yes: { $numbers }.
answer-kept-no-agreement = No agreement is in force.
answer-kept-no-clause = The agreements have no clauses that are measured.
answer-hurts-nothing = No open problem is written down.
answer-competes-unknown = Who competes with us at this client is not written down.
answer-competes-threats = The threats that are known: { $threats }.
