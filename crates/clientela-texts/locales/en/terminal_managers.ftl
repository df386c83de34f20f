## What the command line says about key account managers
terminal-need-title = Need for a key account manager: { $name }
terminal-need-firm = the firm
terminal-need-verdict = { $need } of 1: { $recommendation }
terminal-need-condition = Condition
terminal-need-holds = How far
terminal-need-why = How we know
terminal-need-hours = Work: { $hours } hours a year
terminal-need-kams = Managers: { $kams }
terminal-need-accounts = Clients: { $appoint } to appoint for, { $consider } to consider, { $none } without need
terminal-need-kept = Kept.
terminal-manager-skills = Skills
terminal-manager-kept = The profile of { $name } is kept.
terminal-assign-accepted = Clients assigned: { $count }
terminal-handover-begun = The hand-over has begun: { $id }
terminal-handover-none = There are no hand-overs.
usage-condition = there is no question “{ $value }”; see `clientela need-kam --help`
usage-bounds = “{ $value }” is not an answer; write `yes`, `partly`, `no`, `unknown` or a number from 0 to 1, such as 0.3-0.6
usage-skill = “{ $value }” is not a skill with a level; write `language:de=4`
usage-hours = “{ $value }” is not hours of an activity; write `visits=40-60` or `visits=unknown`
usage-handover-item = there is no line “{ $value }” in the checklist
usage-duty = there is no duty “{ $value }”
help-need-kam = Is a key account manager needed: by a client or by the firm
help-need-kam--account = The client: id, code or name; without it the answer is about the firm
help-need-kam-answer = Answer a question about one of the eight conditions
help-need-kam-answer--account = The client, or `firm` for the firm
help-need-kam-answer--question = `long_process`, `several_deciders`, `packages`, `risk`, `direct_dealing`, `essential_goods.supply_risk`, `essential_goods.profit_impact`, `long_relation.joint_plan`, `.shared_data`, `.joint_project`, `.multi_year_contract`
help-need-kam-answer--answer = `yes`, `partly`, `no`, `unknown`, or one or two numbers from 0 to 1 (`0.3-0.6`)
help-need-kam-hours = State hours per client and year by activity, and the hours of one manager
help-need-kam-hours--activities = `visits=40-60`, `calls`, `business_reviews`, `agreement_follow_up`, `reporting`, `problem_solving`, `other`; `visits=unknown` when nobody knows how long
help-need-kam-hours--of-kam = Hours a year of one manager, such as 1200-1400
help-kam = Key account managers: profiles, assignment, duties, hand-over
help-kam-profile = What each brings; with options it describes one person
help-kam-profile--user = E-mail, id or name; without it everybody is shown
help-kam-profile--hired-on = First day with the firm
help-kam-profile--skills = A skill with a level from 0 to 5: `negotiation=4`, `language:de=3`, `industry:bank=5` (may be repeated)
help-kam-profile--evidence = What proves each skill, in the same order
help-kam-profile--results = Proven results
help-kam-profile--hours = Hours a year for key clients
help-kam-profile--accounts-max = Most clients at once
help-kam-profile--cost = Cost a year
help-kam-assign = Propose who looks after which client
help-kam-assign--accept = Accept the proposal
help-kam-duties = The duties at one client and what is done
help-kam-duties--account = The client
help-kam-duties--mark = A duty to mark
help-kam-duties--state = `done`, `not_needed` or `clear`
help-kam-duties--evidence = What proves it
help-kam-handover = Dossier for handing a client over, and the hand-over itself
help-kam-handover--account = The client; without it the hand-overs that run are shown
help-kam-handover--to = Begin to hand over to this person
help-kam-handover--check = Tick off a line of the checklist
help-kam-handover--note = A note on the line
help-kam-handover--finish = Finish the hand-over
help-need-kam-answer--evidence = What proves it: text, a link or the path of a file, which is kept with the book (may be repeated, once for each of the three)
help-need-kam-answer--figure = A figure that proves it, as written
help-need-kam-answer--day = The day it was true
