## Areas
nav-home = Home
nav-activity = Timeline
nav-next-steps = Next steps
nav-add = Log
choose = Choose

## Kinds of what happened
kind-call = Call
kind-visit = Visit
kind-email = E-mail
kind-meeting = Meeting
kind-fair = Fair
kind-seminar = Seminar
kind-message = Message
kind-observation = Observation
kind-note = Note
kind-next-step = Step done
kind-next-step-dropped = Step dropped
kind-status = Verdict
kind-first-sale = First purchase
direction-in = they to us
direction-out = we to them
mood-very-good = very well
mood-good = well
mood-even = neither well nor badly
mood-bad = badly
mood-very-bad = very badly
happening-minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
    }
happening-ours = from us: { $names }
happening-author = written by { $name }
happening-private = private
happening-edit = Change
happening-delete = Delete

## Timeline
account-timeline = Timeline
timeline-whole = The whole timeline, with filters
timeline-more = Earlier
timeline-none = Nothing written down yet. Log the last conversation: the next one starts from it.
activity-of = Timeline: { $name }
activity-words = Words
activity-kind = Kind
activity-author = Written by
activity-by-me = me
activity-mentions = mentioning me
activity-from = From
activity-to = To
activity-day = Day
activity-text = Text
activity-people = Their people
activity-users = Our people
activity-minutes = Minutes
activity-none-match = Nothing fits this filter. Remove a condition or try another word.
activity-empty-title = Everything that happened will stand here
activity-empty-text = Calls, visits, meetings and notes of the whole firm, by day. Begin with one line about today.
activity-newest = Newest
activity-earlier = Earlier

## Forms of interactions and notes
interaction-new = Log a contact
interaction-title = Contact
interaction-kind = How
interaction-day = When
interaction-direction = Who began
interaction-duration = Minutes
interaction-mood = How it went
interaction-asked = Did you ask: whom else do you know?
interaction-summary = What was said and decided
interaction-summary-help = Mention a colleague by @name, another client by #client.
interaction-people = Their people
interaction-users = Our people
interaction-step = Next step
interaction-save = Log the contact
interaction-all-fields = All fields
interaction-saved = Written down.
private-check = Private: only the author sees it, not even the administrator
note-new = Add a note
note-title = Note
note-text = Note
note-text-help = Mention a colleague by @name, another client by #client.
note-save = Save the note
note-saved = The note is saved.
day-placeholder-behind = today, yesterday, 24.11
day-placeholder-ahead = tomorrow, fri, +3d, 24.11

## Files
files-title = Files
files-none = No files.
file-add = File, at most 50 MB
file-send = Add the file
file-remove = Remove
file-saved = The file is added.
file-missing = Choose a file.
attachment-too-large = The file is larger than 50 MB. Keep it on a file server and write down where it is.
file-too-many = There are 50 files here already. Remove one that is not needed.

## Next steps
steps-headline = { $count ->
    [one] { $count } step
   *[other] { $count } steps
    }
steps-headline-many = at least { $count } steps
steps-mine = mine
steps-nobodys = nobody's
steps-none-of-client = No next step. A client without one is easily forgotten.
steps-empty-title = No open steps
steps-empty-text = A next step says what, by when and who. Choose a client and write down the first one.
steps-empty-call = Clients without a next step
steps-none-match = No step fits this filter.
step-new = New step
step-title = Next step
step-what = What
step-due = By when
step-owner = Who
step-person = With whom
step-nobody = nobody by name
step-state = State
step-state-open = open
step-state-done = done
step-state-dropped = dropped
step-undated = no day set
step-save = Save the step
step-saved = The step is saved.
step-done = Done
step-drop = Drop
step-reopen = Open again
step-reopened = The step is open again.
step-more = More actions
step-move = Move
step-move-to = Move to
step-moved = The step is moved.
step-overdue = overdue
due-overdue = Overdue
due-today = Today
due-week = The next six days
due-later = Later
due-undated = Without a day
due-closed = Closed

## Taking back
undo-closed = The step is closed.
undo-step-removed = The step is in the trash.
undo-interaction-removed = The contact is in the trash.
undo-note-removed = The note is in the trash.
undo-file-removed = The file is removed.

## Silences and the rhythm of contacts
silence-title = How do we know the silence?
silence-never-met = no contact recorded
silence-never-met-short = no contact
silence-days = { $days } days since the last contact
silence-days-short = contact { $days } days ago
silence-days-of-rhythm = silent { $days } days at a rhythm of { $rhythm }
silence-longer = We have been silent longer than we meant to.
silence-why-contact = The last recorded contact was on { $day }.
silence-why-contact-between = The last recorded contact was between { $from } and { $to }; the exact day is not known.
silence-why-no-contact = Nobody has recorded a contact with this client, so we do not know how long the silence is.
silence-why-rhythm = The rhythm is { $days } days: { $source }.
silence-why-no-rhythm = No rhythm is set for this client, so nobody is ever late.
silence-why-counts = Calls, visits, letters, meetings and messages count; observations and private records do not.
rhythm-source-account = set for this very client
rhythm-source-key = for key clients
rhythm-source-class = for class { $class }
rhythm-link = Contact rhythm
rhythm-title = Contact rhythm
rhythm-lead = How many days may pass between two contacts at most. Whoever is silent longer comes up on the home page and is proposed for the week.
rhythm-clients = Clients
rhythm-prospects = Prospects
prospect-class-promising = Can become a client
prospect-class-contacted = Spoken with
prospect-class-new = A new name
prospect-class-cold = Something is missing
rhythm-key = Key clients
rhythm-a = Class A
rhythm-b = Class B
rhythm-c = Class C
rhythm-asking = Not asked for a name again for
rhythm-unit = days
rhythm-help = An empty field means no rhythm. A rhythm set for a client itself goes before these. Whoever was asked for a name, or gave one, is proposed again only after the days of the field on names; if it is empty, they may be asked at any time. A prospect counts by its stage and verdict; one nobody has spoken with yet, from the day it was written down.
field-rhythm-invalid = Write a whole number of days from 1 to 3650.
field-day-typed-invalid = The day is not understood. Write for example 24.11.2026, tomorrow, fri or +3d.
field-too-many-people = At most 50 people.

## The list of clients
accounts-next-step = Next step
accounts-no-step = none
accounts-silence = Contact
accounts-need = Attention
accounts-sentence-need = { " " }({ $need })
need-no-next-step = No next step
need-overdue = Overdue step
need-silent = Silent beyond rhythm
need-never-met = No contact recorded

## Quick add
add-title = Log in one line
add-lead = Write it as you would jot it down: who, which client, how, what was said, what is next and by when.
add-line = Line
add-line-help = Nothing is written before you see what was understood.
add-read = Show what is understood
add-examples = Examples
add-example-1 = called Maria from Rakita, wants samples, send by Friday
add-example-2 = meeting at Hranimir yesterday, 45 min, they agree with the annex
add-example-3 = saw a new shop of Kalimera, find out who manages it
add-understood = Understood
add-happened = What happened
add-nothing-happened = nothing, only planned
add-client-unknown = There is no such client, or the name means several. Write its name or code.
add-client-several = Several clients have this name; choose from those offered.
add-save = Log it
piece-channel = how
piece-day = day
piece-client = client
piece-person = person
piece-colleague = colleague
piece-minutes = duration
piece-said = what was said
piece-what = what is next
piece-open = unclear
quick-add-unknown-client = no client has this name
quick-add-unknown-person = nobody has this name; it stays in the text only
quick-add-unknown-colleague = no colleague has this name
quick-add-several-clients = several clients have this name
quick-add-several-people = several people have this name
quick-add-several-colleagues = several colleagues have this name
quick-add-name-of-two-kinds = the name is a client's and a person's
quick-add-no-client = The line does not say which client it is about.
quick-add-no-channel = The line does not say how it happened.
quick-add-no-such-day = there is no such day
quick-add-several-days = may be several days
quick-add-nothing-due = A day is named, but not what is due on it.
quick-add-too-long = Only the beginning of the line is read.
quick-add-empty = Write something.

## The front page
home-says = What the book says
home-says-none = Nothing to say yet: no sales have been imported.
home-largest = { $count ->
    [one] { $count } client brings { $share } of sales.
   *[other] { $count } clients bring { $share } of sales.
    }
home-largest-call = How much depends on few
home-undecided = { $count ->
    [one] For { $count } of the largest it is not yet clear whether it is key.
   *[other] For { $count } of the largest it is not yet clear whether they are key.
    }
home-undecided-call = { $count ->
    [one] Settle it
   *[other] Settle them
    }
home-key = { $count ->
    [one] { $count } client is key.
   *[other] { $count } clients are key.
    }
home-key-call = Key clients
home-without-step = { $count ->
    [one] { $count } key or class A client has no next step.
   *[other] { $count } key or class A clients have no next step.
    }
home-without-step-call = Which ones
home-import = The last import is “{ $file }” of { $day }: { $rows }, { $new ->
    [0] no new clients
    [one] { $new } new client
   *[other] { $new } new clients
    }.
home-import-call = Imports
home-due = What is next
home-due-none = No steps in your name for today and the coming days.
home-due-all = All next steps
home-more-steps = { $count ->
    [one] { $count } more step
   *[other] { $count } more steps
    }
home-more-clients = { $count ->
    [one] { $count } more client
   *[other] { $count } more clients
    }
home-silent = Who we are silent with
home-silent-none = Nobody with a rhythm has been silent too long. Clients without any recorded contact do not count here.
home-class = class { $class }
home-questions = Open questions
home-questions-lead = Class A clients whose verdict hangs on one answer.
home-questions-none = The verdict of every class A client is clear.
home-empty-title = Begin with your sales
home-empty-text = Import the export of your ERP: it brings the clients, the shares and the first questions.
things-title = First things
things-away = Hide the list
thing-import = Import sales
thing-test = Test whether the largest client is key
thing-people = Write down three people at clients
thing-log = Log one conversation
thing-step = Set a next step
thing-invite = Invite a colleague
