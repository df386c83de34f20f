## What is known of clients: the words of the domain
problem-state-open = open
problem-state-proposed = solution proposed
problem-state-underway = being worked on
problem-state-solved = solved
problem-state-dropped = dropped
threat-kind-price = price
threat-kind-terms = terms
threat-kind-capacity = capacity
threat-kind-other = other
threat-state-watched = watched
threat-state-arrived = it has come
threat-state-passed = passed
threat-weight-light = light
threat-weight-middling = middling
threat-weight-heavy = heavy
threat-weight-grave = grave
degree-1 = 1
degree-2 = 2
degree-3 = 3
degree-4 = 4
degree-5 = 5
threat-likelihood-1 = 1 – hardly
threat-likelihood-2 = 2 – unlikely
threat-likelihood-3 = 3 – possible
threat-likelihood-4 = 4 – likely
threat-likelihood-5 = 5 – nearly certain
threat-effect-1 = 1 – barely felt
threat-effect-2 = 2 – small
threat-effect-3 = 3 – noticeable
threat-effect-4 = 4 – large
threat-effect-5 = 5 – business stops
answer-channel-link = by a link
answer-channel-told = told to us
answer-channel-file = from a file

## The evidence
unknown-solution-value = unknown: nobody said what it was worth
input-value-shown = value we show
input-value-confirmed = value the client confirmed
missing-confirmation = the client's confirmation
input-answers = answers
input-asked = asked
input-people-known = people we know there
input-promoters = promoters (9–10)
input-passives = passives (7–8)
input-detractors = detractors (0–6)
missing-answers-of-the-silent = the answers of those who are silent
missing-answers = three answers and more

## The journal and refusals
journal-kind-problem = a problem of
journal-kind-threat = a threat with
journal-kind-survey = the question to
journal-kind-survey-answer = an answer of
journal-filter-problem = Problems
journal-filter-threat = Threats
journal-filter-survey = Questions to clients
journal-filter-survey-answer = Answers of clients
journal-asked-survey = { $who } sent { $what }
journal-withdrawn-survey = { $who } took { $what } back
journal-answered-survey-answer = { $who } took down { $what } that came by a link
journal-problems-created = { $who } added { $count ->
    [one] one problem
   *[other] { $count } problems
} from an import
journal-problems-removed = { $who } removed { $count ->
    [one] one problem
   *[other] { $count } problems
} when undoing an import
journal-survey-answers-created = { $who } added { $count ->
    [one] one answer
   *[other] { $count } answers
} from an import
journal-survey-answers-removed = { $who } removed { $count ->
    [one] one answer
   *[other] { $count } answers
} when undoing an import
journal-sample-known = { $who } loaded what the sample firm knows of its clients
journal-field-harm = the effect on the client
journal-field-cost = the cost to the client
journal-field-said-by = who says so
journal-field-solution = our solution
journal-field-alternatives = the alternatives
journal-field-problem-state = the state
journal-field-shown = the value we show
journal-field-threat-kind = the kind
journal-field-likelihood = the likelihood
journal-field-severity = the effect
journal-field-alternative = the alternative
journal-field-early-sign = the early sign
journal-field-review-day = the day of the next look
journal-field-threat-state = the state
journal-field-decides = whether they decide
journal-field-recommend = the mark for recommending
journal-field-satisfied = the mark for satisfaction
journal-field-effort = the mark for ease
journal-field-comment = the comment
journal-field-withdrawn = whether it is withdrawn
not-now-survey-closed = The question is answered or taken back already.
field-mark-out-of-scale = This mark is not on the scale.
field-nothing-answered = Answer at least one of the questions.
field-link-days-invalid = Write a number of days from 1 to 90.
invalid-mark-out-of-scale = Give a mark on its scale: 0 to 10, 1 to 5 or 1 to 7.
invalid-nothing-answered = Answer at least one of the questions.
invalid-link-days-invalid = Give a number of days from 1 to 90.
set-aside-problem-state-unknown = unknown state of a problem
remedy-problem-state-unknown = Write “open”, “proposed”, “underway”, “solved” or “dropped”, or empty the cell.
set-aside-answer-unread = no mark on its scale
remedy-answer-unread = Write 0 to 10 for recommending, 1 to 5 for satisfaction, 1 to 7 for ease; at least one of them.

## Files
file-kind-problems = Problems of clients
terminal-problems = problems
import-report-problems = To the problems
import-sample-problems = sample problems
help-import-problems = Problems of clients: what hurts, what it costs them, what we propose
help-import-problems--file = The file
help-import-problems--dry-run = Say what would happen and change nothing
help-import-problems--corrected = Rows set aside earlier, corrected in a CSV, to be run again
help-import-problems--on-conflict = What holds where the file differs from what people wrote: `ask` sets the row aside, `keep` keeps the book, `replace` takes the file
file-kind-survey-answers = Answers on satisfaction
terminal-survey-answers = answers
import-report-satisfaction = To satisfaction
import-sample-survey-answers = sample answers
help-import-survey-answers = Answers of clients on their satisfaction, from another survey
help-import-survey-answers--file = The file
help-import-survey-answers--dry-run = Say what would happen and change nothing
help-import-survey-answers--corrected = Rows set aside earlier, corrected in a CSV, to be run again
help-import-survey-answers--on-conflict = What holds where the file differs from what people wrote: `ask` sets the row aside, `keep` keeps the book, `replace` takes the file
record-column-harm = Effect on the client
record-column-cost = Cost to the client
record-column-said-by = Who says so
record-column-solution = Our solution
record-column-alternatives = Alternatives
record-column-shown = Value we show
record-column-decides = Decides about buying
record-column-recommend = Would recommend us (0–10)
record-column-satisfied = Satisfaction (1–5)
record-column-effort = Ease (1–7)
mapping-missing-problem = the problem
mapping-missing-answer = a mark: recommending, satisfaction or ease
missing-problem = the problem
missing-answer = a mark: recommending, satisfaction or ease
journal-field-problems-folder = the folder for problems
journal-field-problems-by = in whose name problems are imported
journal-field-problems-on = the taking of problems
journal-field-survey-answers-folder = the folder for answers
journal-field-survey-answers-by = in whose name answers are imported
journal-field-survey-answers-on = the taking of answers

## Problems: the pages
nav-problems = Problems of clients
palette-problem = Write a client's problem down
palette-problem-words = problem pain need solution value client hurts
account-problems = Client's problems
problems-headline = { $count ->
    [one] one problem
   *[other] { $count } problems
}
problems-headline-of = { $client }: { $count ->
    [one] one problem
   *[other] { $count } problems
}
problems-live = not solved yet
problems-unconfirmed = value not confirmed by the client
problems-empty-title = No problem of a client is written down yet
problems-empty-text = Write down what hurts a client, who there says so and what it costs them. A solution whose value the client has confirmed is the strongest reason to stay with us.
problems-none-match = No problem fits these conditions.
problems-none-here = No problem of this client is written down yet.
problem-client = Client
problem-new = New problem
problem-new-lead = What hurts the client, in their words; who there says so, and what it costs them.
problem-save = Write the problem down
problem-what = Problem
problem-effect = Effect on the client
problem-cost = Cost to the client a year
problem-said-by = Who says so
problem-owner = On our side
problem-solution = Our solution
problem-no-solution = nothing proposed yet
problem-alternatives = Alternatives
problem-alternatives-help = What else could be done: by them, by us, by others.
problem-day = Known since
problem-state = State
problem-shown = Value we show
problem-confirmed = Value the client confirmed
problem-confirmed-help = Until the client confirms it, the value counts from nothing up to what we show.
problem-confirmed-on = Confirmed on
problem-confirmed-by = Confirmed by
problem-currency = Currency
problem-worth = Value of the solution
problem-worth-confirmed = the client confirmed { $value }
problem-worth-shown = from 0 to { $value }, not confirmed by the client
problem-missing = What is missing
problem-note = Note
term-client-problem = Problem of a client
term-client-problem-text = What hurts the client, as somebody there says. Our solution is worth what the client confirmed; until then anything from nothing up to what we show.
help-of-problems = What hurts which client, what we propose, how far it is and what the client says it was worth.

## Threats: the pages
nav-threats = Threats
palette-threat = Write a threat down
palette-threat-words = threat risk price terms capacity alternative competitor
account-threats = Threats
threats-headline = { $count ->
    [one] one threat
   *[other] { $count } threats
}
threats-headline-of = { $client }: { $count ->
    [one] one threat
   *[other] { $count } threats
}
threats-grid = Likelihood and effect
threats-grid-help = The number is how many threats stand there; a thicker edge means that they weigh more. Press a number to see them.
threat-cell = { $count ->
    [one] one threat
   *[other] { $count } threats
}, { $weight }; nothing prepared: { $unprepared }
threats-unjudged-count = Likelihood or effect not judged: { $count }
threats-live = not passed
threats-unprepared = an alternative
threats-unjudged = a judgement
threats-empty-title = No threat is written down yet
threats-empty-text = Write down what may disturb the business with a client: prices, terms, capacity. How likely and how bad it is, by what it will be noticed, and what we have prepared.
threats-none-match = No threat fits these conditions.
threats-none-here = No threat to the business with this client is written down yet.
threat-client = Client
threat-new = New threat
threat-new-lead = What may disturb the business with the client, and what we have prepared.
threat-save = Write the threat down
threat-what = What may come
threat-kind = About
threat-likelihood = Likelihood
threat-effect = Effect
threat-weight = Weight
threat-weighs = weight: { $weight }
threat-degrees = likelihood { $likelihood }, effect { $effect }
threat-alternative = What is prepared
threat-unprepared = nothing prepared
threat-early-sign = By what it will be noticed
threat-owner = Who watches it
threat-day = Known since
threat-review-day = Looked at again
threat-state = State
threat-note = Note
term-threat = Threat
term-threat-text = Something that may disturb the business with a client. It weighs likelihood times effect, each 1 to 5: from 15 on it is grave and needs an alternative.
help-of-threats = What may disturb the business with which client, by likelihood and effect, and for what nothing is prepared.

## Satisfaction: the pages
nav-satisfaction = Satisfaction
satisfaction-lead = What clients say of us, with intervals: few answers say little. One or two answers are shown as they are and make no score.
satisfaction-empty-title = Nobody has been asked yet
satisfaction-empty-text = Open a client, go to “Satisfaction” and make a link. Whoever has it answers three short questions, once.
satisfaction-together = All clients together
satisfaction-together-help = People of several clients are never pooled: a client with many people would speak for all the others.
satisfaction-by-client = One client, one vote: { $score } ({ $count ->
    [one] one client
   *[other] { $count } clients
} with a score)
satisfaction-by-revenue = By what each bought: { $score }
satisfaction-asked = Asked: { $asked }, answered: { $answered }.
satisfaction-old = Older than a year and not counted: { $count }.
satisfaction-asked-answered = Asked / answered
satisfaction-nps = Would recommend us (NPS)
satisfaction-csat = Satisfied (4 and 5 of 5)
satisfaction-ces = Easy to work with us (1–7)
satisfaction-deciders-nps = NPS of deciders
satisfaction-nobody = unknown: nobody answered
satisfaction-few = too few for a score; answers: { $answers }
satisfaction-nps-counts = { $promoters } for, { $passives } neutral, { $detractors } against
satisfaction-interval = 95 % interval { $interval }
satisfaction-everybody = all we know there answered
satisfaction-silent = with the silent at worst and at best { $interval }
satisfaction-csat-detail = { $satisfied } of { $answered }; 95 % interval { $interval } %
satisfaction-everyone = Everybody
satisfaction-groups = Deciders and users
satisfaction-deciders = Those who decide about buying
satisfaction-users = Everybody else
satisfaction-why = How it came about
satisfaction-answers = Answers
satisfaction-all-answers = All answers
satisfaction-no-answers = Nobody of this client has answered yet.
satisfaction-questions = Questions that were sent
satisfaction-without-name = without a name
satisfaction-told-to = told to { $who }
satisfaction-marks = Marks
satisfaction-mark-recommend = recommends { $mark } of 10
satisfaction-mark-satisfied = satisfied { $mark } of 5
satisfaction-mark-effort = easy { $mark } of 7
satisfaction-does-not-count = does not count
survey-ask-title = Ask
survey-ask-help = A link is made that can be answered once, without signing in. It shows the name of our firm and nothing of the client. Send it yourself; do not ask during an open complaint, and promise nothing for an answer.
survey-ask = Make a link
survey-person = Whom
survey-decides = Decides about buying
survey-language = Language
survey-days = Days the link holds
survey-link-once = Copy the link now: it is shown this once.
survey-withdraw = Take back
survey-withdrawn = The question is taken back: its link answers nothing any more.
survey-state-open = waits for an answer
survey-state-answered = answered
survey-state-expired = expired
survey-state-withdrawn = taken back
language-bg = Bulgarian
language-en = English
answer-write-title = Write down what somebody told us
answer-write = Write the answer down
answer-written = The answer is written down
answer-title = An answer
answered-on = Day
answer-person = Who
answer-decides = Decides about buying
answer-recommend = Would recommend us, 0–10
answer-satisfied = Satisfied, 1–5
answer-effort = Easy to work with us, 1–7
answer-comment = In their own words
answer-withdrawn = Written down by mistake
answer-withdrawn-help = What is withdrawn stays in the book and counts nowhere.
survey-page-title = A short question
survey-page-heading = { $firm } asks how satisfied you are
survey-page-lead = Three short questions; answer those you like. It takes a minute.
survey-page-privacy = { $firm } reads your answer, to work better with you. The link can be used once.
survey-recommend-question = How likely are you to recommend { $firm } to a colleague or partner?
survey-recommend-worst = 0 – not at all
survey-recommend-best = 10 – certainly
survey-satisfied-question = How satisfied are you with { $firm }?
survey-satisfied-worst = 1 – not at all
survey-satisfied-best = 5 – very
survey-effort-question = It is easy to work with { $firm }. Do you agree?
survey-effort-worst = 1 – not at all
survey-effort-best = 7 – fully
survey-comment = What should we do better? (if you like)
survey-send = Send the answer
survey-thanks-title = Thank you
survey-thanks-text = Your answer has arrived. You can close this page.
survey-closed-title = This link cannot be answered
survey-closed-text = It was answered already, has expired, or is not complete. Ask whoever sent it for a new one.
term-nps = Net promoters (NPS)
term-nps-text = Of those asked whether they would recommend us: the share of 9 and 10 less the share of 0 to 6. With few answers the interval is wide, and it is always shown.
help-of-satisfaction = What clients answer when asked how satisfied they are, deciders apart from users, with intervals and without scores from one or two answers.

## The command line
help-problems = What hurts clients, what we propose and what it was worth
help-problems-list = Problems of clients, the latest first
help-problems-list--state = Only in these states, parted by commas
help-problems-list--unconfirmed = Only those whose value the client has not confirmed
help-problems-list--search = Words in it
help-problems-list--limit = At most so many
help-problems-list--cursor = Where the last answer went on
help-problems-show = One problem
help-problems-show--id = The problem
help-problems-add = Write a problem down
help-problems-add--what = What hurts
help-problems-set = Change a problem; what is not given stays
help-problems-set--id = The problem
help-problems-set--what = What hurts
help-arg-problem-effect = What comes of it for the client
help-arg-cost = What it costs the client
help-arg-said-by = Who of the client's people says so (id)
help-arg-solution = What we propose
help-arg-alternatives = What else could be done
help-arg-known-day = Since when we know of it (by default, today)
help-arg-problem-state = open, proposed, underway, solved or dropped
help-arg-shown = What we say our solution was worth
help-arg-problem-confirmed = What the client confirmed
help-arg-problem-confirmed-by = Who of the client's people confirmed it (id)
help-arg-known-currency = Currency of the amounts (by default, the book's)
help-arg-known-note = More about it
help-threats = What threatens the business with clients, and what is prepared
help-threats-list = Threats, the latest first
help-threats-list--kind = Only about this: price, terms, capacity or other
help-threats-list--state = Only in these states, parted by commas
help-threats-list--unprepared = Only those for which nothing is prepared
help-threats-list--search = Words in it
help-threats-list--limit = At most so many
help-threats-list--cursor = Where the last answer went on
help-threats-grid = How many there are of each likelihood and effect
help-threats-show = One threat
help-threats-show--id = The threat
help-threats-add = Write a threat down
help-threats-add--kind = price, terms, capacity or other
help-threats-add--what = What may come
help-threats-set = Change a threat; what is not given stays
help-threats-set--id = The threat
help-threats-set--what = What may come
help-threats-set--kind = price, terms, capacity or other
help-arg-likelihood = How likely, 1 to 5
help-arg-threat-effect = How bad, 1 to 5
help-arg-alternative = What is prepared
help-arg-early-sign = By what it will be noticed
help-arg-review-day = When it is looked at again
help-arg-threat-state = watched, arrived or passed
terminal-threat-grid = Likelihood \ effect
help-satisfaction = How satisfied clients are, and links by which they are asked
help-satisfaction-list = Every client that was asked or answered within a year
help-satisfaction-show = One client: scores, answers, questions that were sent
help-satisfaction-ask = Make a link by which somebody says how satisfied they are, once
help-satisfaction-ask--person = Who of the client's people (id); by default anybody there
help-satisfaction-ask--decides = Whoever is asked decides about buying
help-satisfaction-ask--days = How many days the link can be answered
help-arg-survey-language = In which language: bg or en
help-satisfaction-withdraw = Take a question back: its link answers nothing any more
help-satisfaction-withdraw--id = The question
help-satisfaction-answer = Write down what a client told us
help-satisfaction-answer--person = Who of the client's people (id)
help-satisfaction-set = Change an answer; what is not given stays
help-satisfaction-set--id = The answer
help-satisfaction-set--person = Who of the client's people (id)
help-satisfaction-set--withdrawn = Written down by mistake: it counts nowhere
help-arg-decides = Whoever answered decides about buying
help-arg-answer-day = When (by default, today)
help-arg-recommend = Would they recommend us, 0 to 10
help-arg-satisfied = How satisfied they are, 1 to 5
help-arg-answer-effort = How easy it is to work with us, 1 to 7
help-arg-comment = In their own words
terminal-survey-link = Send this path behind the address of the server: { $path }
terminal-group-of-people = Who
terminal-answered = Answered
