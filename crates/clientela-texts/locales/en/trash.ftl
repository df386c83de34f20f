## The trash
trash-title = Trash
trash-lead = What is removed stays here for { $days } days and comes back with everything that belongs to it. After that it is gone for good.
trash-empty-title = The trash is empty
trash-empty-text = Clients, people, contacts, notes, steps and files that are removed appear here.
trash-none-match = Nothing removed matches this.
trash-what = Record
trash-kind = Kind
trash-any-kind = Every kind
trash-kind-account = Client
trash-kind-person = Person
trash-kind-interaction = Contact
trash-kind-note = Note
trash-kind-next-step = Next step
trash-kind-attachment = File
trash-deleted = Removed by
trash-by = { $who }, { $day }
trash-goes = Gone after
trash-nameless = without a name
trash-put = The record is in the trash.
trash-restore = Bring back
trash-restored = The record is back from the trash.
trash-restored-with = The record is back from the trash, together with the client it belongs to.
trash-purge = Remove for good
trash-purge-help = The record and everything that belongs to it alone go at once. There is no way back.
trash-purged = The record is gone for good.
trash-newest = Removed last
trash-earlier = Removed earlier

## What I have just done
recent-title = Recent actions
recent-lead = The last twenty things you did on the pages. Where there is a button, one click undoes the deed.
recent-empty-title = No actions yet
recent-empty-text = Whatever you change, add or remove on the pages appears here.

## Two people changed one record
conflict-title = Two of you changed “{ $name }”
conflict-lead = While you were editing, { $who } saved changes ({ $when }). Nothing is lost: choose for each field what is to stay.
conflict-lead-unknown = While you were editing, somebody else saved changes. Nothing is lost: choose for each field what is to stay.
conflict-both-changed = both of you changed it
conflict-start = Before
conflict-theirs = Their change
conflict-mine = Your change
conflict-nothing = empty
conflict-save = Save what is chosen
conflict-leave = Leave it without my changes
conflict-same = The record is already just as you wanted it.
