## Observations: words of the rules
observation-state-new = new
observation-state-prospect = a prospect
observation-state-evidence = evidence
observation-state-note = a note on a client
observation-state-set-aside = set aside

## The journal and refusals
journal-kind-observation = the observation
journal-filter-observation = Observations
journal-turned-observation = { $who } said what became of { $what }
journal-set-aside-observation = { $who } set { $what } aside
journal-reopened-observation = { $who } opened { $what } again
journal-field-observation-state = the state
journal-field-line = the words
field-prospect-unknown = There is not exactly one prospect of this name.
invalid-prospect-unknown = There is not exactly one prospect called “{ $value }”. Give its id.
field-client-unknown = There is not exactly one client of this name or code.
invalid-client-unknown = There is not exactly one client “{ $value }”. Give its code.

## The pages
nav-observations = Observations
help-of-observations = What we saw and read: one line now, later a prospect, evidence, a note on a client, or nothing, with the reason. Nothing is lost.
observations-lead = Jot a line down as soon as you see or read something. Say later what became of it.
observations-new = Waiting
observations-all = All of them
observations-none = Nothing waits.
observation-title = Observation
observation-line = What you saw or read
observation-line-help = Begin with the name of the firm: “Dawn Bakery: a new oven by the station”.
observation-day = When
observation-state = State
observation-led = What became of it
observation-jot = Jot down
observation-jotted = Jotted down
observation-jotted-again = Jotted down; the same was jotted down before
observation-said-before = the same was jotted down before
observation-turn = What becomes of it?
observation-to-prospect = A new prospect
observation-to-evidence = Evidence about a prospect
observation-to-note = A note on a client
observation-to-aside = Set aside
observation-reopen = Open again
observation-prospect-name = Name of the organisation
observation-prospect-name-help = Otherwise what the line begins with.
observation-evidence-prospect = Prospect
observation-evidence-question = Question
observation-evidence-answer = Answer
observation-note-client = Client, name or code
observation-aside-reason = Reason

## The command line
help-observe = Jot down what you saw or read
help-observe--line = What was seen or read
help-observations = What people saw and read, and what became of it
help-observations-list = What waits in the inbox
help-observations-list--all = Also what became something already
help-observations-prospect = Write a prospect down from an observation
help-observations-prospect--id = The observation
help-observations-prospect--name = Name of the organisation (by default, what the line begins with)
help-observations-evidence = Make an observation evidence for a question about a prospect
help-observations-evidence--id = The observation
help-observations-evidence--prospect = The prospect: id or name
help-observations-evidence--question = `functional_need`, `prestige_need`, `ability`, `authority` or `access`
help-observations-evidence--answer = `yes`, `partly` or `no`
help-observations-note = Make an observation a note on a client
help-observations-note--id = The observation
help-observations-set-aside = Set an observation aside
help-observations-set-aside--id = The observation
help-observations-set-aside--why = Why
help-observations-reopen = Look at an observation again
help-observations-reopen--id = The observation
