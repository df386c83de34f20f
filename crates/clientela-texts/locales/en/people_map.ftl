## The people map: roles, attitudes, ties
buying-role-initiator = initiator
buying-role-user = user
buying-role-influencer = influencer
buying-role-decider = decider
buying-role-buyer = buyer
buying-role-gatekeeper = gatekeeper
attitude-blocker = blocker
attitude-opponent = opponent
attitude-neutral = neutral
attitude-supporter = supporter
attitude-champion = champion
attitude-unknown = ? unknown
attitude-differs = opinions differ
attitude-differs-or-unknown = unknown or disputed
tie-influences = influences
tie-opposes = opposes
tie-friend = friend of
tie-former-colleague = former colleague of
tie-strength-weak = weak tie
tie-strength-plain = plain tie
tie-strength-strong = strong tie
veto-yes = can stop the decision alone
veto-no = cannot stop the decision alone
veto-unknown = unknown
map-aspect-role = Role
map-aspect-attitude = Attitude
map-aspect-influence = Influence
map-aspect-veto = Veto
map-aspect-reports-to = Reports to
map-aspect-counterpart = Counterpart
map-aspect-tie = Tie
map-aspect-place = On the map
map-value-none = none
map-value-yes = yes
map-value-no = no
map-role-covered = we speak with them
map-role-open = we do not speak with them
map-role-unknown = unknown who it is

## The evidence
unknown-no-members = unknown, no roles in the purchase are stated
unknown-no-roles = unknown, no roles are stated
unknown-influence = unknown, the influence of more than four people is not stated
input-map-members = people with a say
input-map-vetoes = can stop it alone
input-map-quota = part of the weight it needs
input-map-attitude = attitude
input-map-influence = influence
input-map-veto = veto
input-map-chance-no = chance if they say no
input-map-chance-yes = chance if they say yes
input-map-access = how far we reach them
input-map-blocks = chance that they refuse and it turns the decision, at most
input-map-active = people we spoke with within 90 days
input-map-turnover = part of people who leave their place within a year
input-map-threads = they correspond to so many equal contacts
input-map-main-share = share of the most frequent contact
missing-map-attitude = the attitude of somebody with a say
missing-map-influence = the influence of somebody with a say

## The page
map-title = People map
map-lead = { $people ->
    [one] One person
   *[other] { $people } people
}, { $unknown ->
    [0] all of them known.
    [one] one of them not known yet.
   *[other] { $unknown } of them not known yet.
} Opinions are seen by the client's team only.
map-view = View
map-view-chart = Hierarchy
map-view-network = Influence
map-view-matrix = Matrix
map-view-list = List
map-show = To be shown
map-add = Add to the map
map-add-lead = People with a place at the client are on the map by themselves. Here you add somebody with a part in the purchase whom you do not know yet.
map-placeholder-title = Their position
map-placeholder-example = head of logistics
map-placeholder-add = Add somebody unknown
map-absent = People of the client who are not on the map
map-put-back = Put on the map
map-put-back-name = Put on the map: { $name }
map-past-title = The map on a past day
map-past = The map as it was on { $day }.
map-to-today = As of today
map-as-of = As of
map-as-of-show = Show
map-empty = Nobody is on the map yet. Begin with the three who decide, use and pay: add a person, or somebody unknown by their position.
map-legend-line = reports to
map-legend-tie = influences, friend, former colleague
map-legend-path = warmest way to the decision
map-legend-influence = little and much influence
map-legend-contact = days since the last contact · our person
map-proof-proven = proven
map-proof-stated = stated
map-proof-none = unknown
map-zoom = Size of the map
map-zoom-out = Smaller (-)
map-zoom-in = Larger (+)
map-zoom-full = Full size (1)
map-zoom-fit = All of it (0)
map-drag-help = Drag a card onto another. With the keyboard: arrows choose a card, Space picks it up, arrows lead to the other one, Enter drops it, Esc gives up.
map-drag-picked = Picked up: $name
map-drag-over = Over: $name
map-drag-gone = Given up, nothing has changed
map-list = List
map-list-lead = The same map as a table: for screen readers, for paper and for copying.
map-who = Person and role
map-evidence = Evidence
map-evidence-example = minutes of the meeting on 14.11, a letter, Maria's words
map-evidence-help = Without evidence it counts as stated, not as proven. Write business facts only: the person may read them.
map-last-contact = Last contact
map-never = never
map-none-short = none
map-days = { $days ->
    [one] 1 day
   *[other] { $days } days
}
map-of-five = { $number } of 5
map-influence-label = influence { $influence }
map-unknown-person = Unknown
map-unknown-titled = Unknown: { $title }
map-our-person = our person: { $name }
map-drawing = { $name }, people map: { $view }
map-ties = Ties
map-tie-from = From
map-tie-kind = Tie
map-tie-to = To
map-tie-strength = Strength of the tie
map-tie-until = Until when, if it has ended
map-tie-new = New tie
map-tie-end = It has ended
map-tie-end-name = It has ended: { $tie }
map-since = since { $day }
map-chosen = Chosen person
map-choose = Choose somebody on the map or in the list.
map-say = What we know
map-judge = Role, attitude, influence
map-roles = Roles in the purchase
map-move = Reports to …
map-nobody-above = nobody at this client
map-no-counterpart = nobody of us
map-stale = Out of date
map-stale-text = an opinion older than a year counts no longer
map-day = Since when
map-identify = Who this is
map-identify-person = It turned out to be
map-still-unknown = not known yet
map-take-off = Take off the map
map-how-known = How do we know?
map-why = Why
map-nothing-said = Nothing has been said of them yet.
map-was-mistake = taken back:
map-take-back = Take back
map-take-back-what = Take back: { $what }
map-saved = Written on the map
map-taken-back = Taken back, it counts no longer
map-single-thread = One person holds the relation.
map-single-thread-text = If { $name } leaves, nobody is left to us: a chance of { $chance } within a year. Introduce a colleague to somebody else.
map-no-thread = We have spoken with nobody within 90 days.
map-no-thread-text = No thread is alive: begin with the warmest of them.
map-one-unit = All our contacts sit in one department.
map-one-unit-text = If the department changes, we lose all of them at once.
map-one-of-us = Only one of us knows them.
map-one-of-us-text = { $name } alone meets them.
map-silent = A champion is silent.
map-silent-text = { $more ->
    [0] We have not spoken for long with: { $names }.
   *[other] We have not spoken for long with: { $names } and { $more } more: the list shows them all.
}
map-decision = How it may be decided
map-chance = Chance that the decision passes: { $chance }
map-next = Whom to win first
map-next-none = Nobody is left to be won: state roles, attitudes and influence.
map-win = their support raises the chance from { $no } to { $yes }
map-find-out = first find out what they think: the chance is { $no } with a no and { $yes } with a yes
map-way = Way: { $over }
map-blockers = Who can stop the decision
map-blockers-none = Nobody we know of can stop it alone or by weight.
map-blocks-alone = can stop it alone; a chance of up to { $weight } that this turns the decision
map-blocks = a chance of up to { $weight } that they refuse and it turns the decision
map-who-decides = Decides
map-coverage = Coverage
map-coverage-lead = We speak with { $share } of the roles, by their weight.
map-role-people = Who it is
map-role-contact = Contact within 90 days
map-ours = Who of us knows whom
map-ours-theirs = Ours \ theirs
map-met = { $times ->
    [0] { $days } days ago
    [one] once · { $days } days
   *[other] { $times } times · { $days } days
}
map-nobody-named = nobody of us named
map-no-contact = no contact
map-shown-lead = Who is who
map-shown-back = To the map with opinions
map-account-empty = Nobody has said yet who decides and who can stop a decision.
map-open = People map
purchase-title = How they buy
purchase-lead = Steps, criteria, who decides each, and when the budget is made.
purchase-new = New purchase
purchase-none = Nobody has written down yet how this client buys.
purchase-name = What is bought
purchase-name-example = yearly supply contract
purchase-budget = Budget
purchase-budget-example = decided every November
purchase-budget-day = Next decision on the budget
purchase-steps = Steps
purchase-steps-of = Steps: { $name }
purchase-step = Step
purchase-decider = Who decides
purchase-deadline = Until
purchase-done = Done on
purchase-criteria = Criteria
purchase-criteria-of = Criteria: { $name }
purchase-criterion = Criterion
purchase-weight = Weight
purchase-weight-help = Weights are numbers from 1 to 100; shares are parts of their sum.
purchase-note = Note
purchase-remove = Remove
purchase-removed = Removed
field-influence-invalid = Influence is a number from 1 to 5.
field-reports-to-circle = They would report to themselves. Choose another superior.
field-tie-to-oneself = A tie leads to somebody else.
field-tie-ends-before = The tie ends before it begins.
field-weight-invalid = A weight is a whole number from 1 to 100.
field-too-many-parts = At most 40 steps and 40 criteria.

## The journal and refusals
journal-kind-people-map = the people map of
journal-kind-map-placeholder = somebody unknown at
journal-kind-purchase-process = the purchasing of
journal-filter-people-map = People maps
journal-stated-people-map = { $who } said of { $subject } on { $what }: { $value }
journal-taken-back-people-map = { $who } took back what was said of { $subject } on { $what }: { $value }
journal-map-stated-import = { $who } added statements about people by an import: { $count }
journal-map-removed-import = { $who } removed statements about people by undoing an import: { $count }
journal-sample-maps = { $who } loaded the people maps of the sample firm: { $count }
journal-field-budget-cycle = the budget
journal-field-budget-day = the day of the budget decision
journal-field-steps = the steps
journal-field-criteria = the criteria
invalid-influence-invalid = The influence “{ $value }” is no number from 1 to 5.
invalid-reports-to-circle = They would report to themselves; choose another superior.
invalid-tie-to-oneself = A tie leads to somebody else.
invalid-tie-ends-before = The tie ends on { $value }, before it begins.
invalid-weight-invalid = The weight “{ $value }” is no whole number from 1 to 100.
invalid-too-many-parts = At most 40 steps and 40 criteria.

## The command line
help-people-map = Who is who at a client, how it may decide, whom to win next
help-people-map-state = Say who somebody is: role, attitude, influence and so on
help-people-map-state--who = Who: id, name or position
help-people-map-state--role = Has this role: initiator, user, influencer, decider, buyer, gatekeeper
help-people-map-state--not-role = Has this role no longer
help-people-map-state--attitude = blocker, opponent, neutral, supporter, champion or unknown
help-people-map-state--influence = From 1 to 5, or unknown
help-people-map-state--veto = Can stop a decision alone: yes, no or unknown
help-people-map-state--reports-to = Reports to: id or name; none for nobody
help-people-map-state--counterpart = Who of us is their counterpart (e-mail); none for nobody
help-people-map-state--on-map = Belongs on the map: yes or no
help-people-map-state--day = Since when (by default, today)
help-people-map-state--evidence = Whence it is known
help-people-map-tie = Say that two people are tied to each other
help-people-map-tie--who = Who: id, name or position
help-people-map-tie--kind = influences, opposes, friend or former_colleague
help-people-map-tie--to = To whom: id, name or position
help-people-map-tie--strength = weak, plain or strong
help-people-map-tie--ended = It has ended
help-people-map-tie--until = Until when it held
help-people-map-tie--day = Since when (by default, today)
help-people-map-tie--evidence = Whence it is known
help-people-map-add = Put somebody on the map whom nobody knows yet
help-people-map-add--title = Their position
help-people-map-add--unit = Their department
help-people-map-identify = Say who somebody turned out to be whom nobody knew
help-people-map-identify--who = Who: id or position
help-people-map-identify--person = The person: id, or the name of somebody on the map
help-people-map-take-back = A statement was a mistake: it stays and counts no longer
help-people-map-take-back--id = The statement
usage-several-people = Several people fit: { $value }. Write the whole name, or give the id.
usage-nothing-said = Nothing is said: give at least one of --role, --attitude, --influence, --veto, --reports-to, --counterpart, --on-map.

## Files of people maps
file-kind-people-map = People maps
terminal-people-map = rows of people maps
help-import-people-map = People maps: who is who at clients
help-import-people-map--file = The file
help-import-people-map--dry-run = Say what would happen and change nothing
help-import-people-map--corrected = Rows set aside earlier, corrected in a CSV, to be run again
help-import-people-map--on-conflict = Not used for people maps: what was said already is skipped
import-sample-people-map = sample people map
journal-field-people-map-folder = the folder of people maps
journal-field-people-map-by = in whose name people maps are imported
journal-field-people-map-on = the taking of people maps
record-column-role = Role
record-column-attitude = Attitude
record-column-influence = Influence
record-column-veto = Veto
record-column-reports-to = Reports to
record-column-tie = Tie
record-column-tie-to = Tie with
record-column-strength = Strength of the tie
mapping-missing-person-or-title = the person or the position
missing-person-or-title = the person or the position
set-aside-map-word-unknown = unknown word for a role, an attitude, a veto or a tie
remedy-map-word-unknown = Write a word of the people map, such as “decider”, “supporter”, “influences”, or empty the cell.
set-aside-map-self = somebody is tied to themselves
remedy-map-self = Write somebody else as the superior or as the end of the tie.
set-aside-map-nothing-said = the row says nothing of anybody
remedy-map-nothing-said = Write at least a role, an attitude, an influence, a superior or a tie.

## The glossary of the help
term-people-map = People map
term-people-map-text = Who is who in the purchase of a client: roles, attitudes, influence, lines and ties. Each statement has a day, an author and evidence; nothing is deleted, a mistake is taken back.
term-attitude = Attitude
term-attitude-text = What somebody thinks of us: from blocker (−2) over opponent, neutral and supporter to champion (+2), who speaks for us when we are not there. An opinion older than a year does not count.
term-single-thread = One person holds the relation
term-single-thread-text = Nearly all contacts go through one person. If that person leaves, the relation ends; so at least two of us should know at least two of them.

## Purchases from the command line
help-purchases = How clients buy: steps, criteria, budgets
help-purchases-list = How a client buys
help-purchases-add = Write down how a client buys something
help-purchases-add--name = What is bought
help-purchases-add--budget-cycle = When and how the budget is made
help-purchases-add--budget-day = When the next one is decided; an empty text when nobody knows
help-purchases-add--note = Anything else
help-purchases-add--steps = A step, with its deadline behind `=`; give all of them
help-purchases-add--criteria = A criterion, with what it counts of a hundred behind `=`; give all of them
help-purchases-set = Change a purchase; what is not given stays, steps and criteria of the same words keep who decides them
help-purchases-set--id = The purchase
help-purchases-set--name = What is bought
help-purchases-set--budget-cycle = When and how the budget is made
help-purchases-set--budget-day = When the next one is decided; an empty text when nobody knows
help-purchases-set--note = Anything else
help-purchases-set--steps = A step, with its deadline behind `=`; give all of them
help-purchases-set--criteria = A criterion, with what it counts of a hundred behind `=`; give all of them
help-purchases-done = A step is done
help-purchases-done--id = The purchase
help-purchases-done--step = The step, by its words
help-purchases-done--day = When (by default, today)
help-purchases-remove = Remove a purchase that was written by mistake; the journal brings it back
help-purchases-remove--id = The purchase

## A person's place on the maps, on their page
person-maps = Who they are at the client
person-map-said = { $roles }; attitude: { $attitude }; influence: { $influence }
person-map-no-role = no role stated
