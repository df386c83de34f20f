## The firm's own people
team-people-title = People and roles
team-people-lead = Who signs in, in which team they are and whose clients they see.
team-teams-title = Teams
team-teams-lead = Whoever leads a team sees the clients of its people and of the teams below it.
team-team = Team
team-visibility = Sees
team-last-sign-in = Last sign-in
team-change = Change
team-none = no team
team-nobody = nobody
team-sees-own = their own clients
team-sees-team = the team’s clients
team-sees-all = all clients
team-sees-by-role = as their role has it
team-invited = has not chosen a password yet
team-never-signed-in = has not signed in yet
team-enable = Open access again
team-disable = Close access
team-reset = Link for a new password
team-absences = Absences and who stands in
team-absences-lead = Whoever stands in sees the clients of the one who is away, from the first day to the last.
team-absences-none = No absences are entered.
team-absence-new = Enter an absence
team-absence-who = Who is away
team-absence-by = Who stands in
team-absence-first = From
team-absence-last = To
team-absence-note = Note for colleagues
team-absence-now = now
team-absence-remove = Remove
team-absence-substitute = Stands in: { $name }
team-permissions = What each role may do
team-permissions-lead = Administrators and the commercial director see the firm’s totals and import files. Whoever does not gets totals, shares and ranks over the clients they see.
team-permission-totals = Also see the totals, shares and ranks of the whole firm
team-permission-import = Also import files and undo imports
team-name = Name of the team
team-parent = Part of
team-leader = Leader
team-no-leader = no leader
team-led-by = Led by { $name }
team-members = { $count ->
    [one] { $count } person
   *[other] { $count } people
}
team-remove = Remove the team
team-remove-help = Its people and the teams below it move to the team above.
team-new = New team
team-create = Add the team
team-teams-empty = There are no teams yet
team-teams-empty-text = Teams put people in a tree. Without them everybody sees their own clients, and those who lead see all.
team-representatives-title = Sales representatives of the sales files
team-representatives-lead = Names in the imported files become people, and their clients get an owner.
team-representatives-empty = The files name no sales representatives
team-representatives-empty-text = When you import sales with a column for the sales representative, the names appear here.
team-representative = Name in the file
team-representative-clients = Clients
team-representative-lines = Lines
team-representative-user = Who they are
team-owners-title = Owners by the sales
team-owners-lead = The owner of a client is whoever sold most of its lines in the last twelve months. An owner somebody set is replaced only if you ask for it.
team-owners-sentence = { $changes ->
    [one] { $changes } client will get an owner
   *[other] { $changes } clients will get an owner
}, { $kept } keep theirs, for { $unlinked } it is not known yet who the representative is.
team-owners-period = Lines were counted over { $period }.
team-owners-preview = See what would change
team-owners-assign = Assign the owners
team-owners-overwrite = Replace owners already set
team-owners-keep = Keep owners already set
team-owners-none = There is nothing to change.
team-owners-new = Owner
team-owners-before = Until now
team-owners-sold = Lines sold
team-owners-lines = { $lines } of { $all }
team-owners-more = And { $count } more.
team-owners-assigned = { $count ->
    [one] { $count } client got an owner.
   *[other] { $count } clients got an owner.
}
team-owners-undone = The owners are as they were.
me-title = My page
me-password = Password
me-password-lead = After the change you sign in again with the new password, everywhere.
me-password-current = Current password
me-password-new = New password, at least 12 characters
me-password-submit = Change the password
me-absences-lead = Say who stands in for you: they will see your clients during these days.
seen-because = You see this client because { $reasons }.
seen-owner = you are its owner
seen-substitute = you are its substitute
seen-standing-in = you stand in for { $owner } until { $day }
seen-team = its owner { $owner } is in the team “{ $team }”
seen-team-of = its owner { $owner } is in a team of yours
seen-all = you see all clients
rail-sees-part = Totals are over the clients you see
role-reader = reader
field-password-wrong = That is not the current password.
field-last-administrator = This is the last administrator. Make another one first.
field-team-taken = There is a team of that name already.
field-team-below-itself = A team cannot be part of itself.
field-absence-days = The last day is before the first.
field-absence-over = That absence is over already.
field-absence-substitute = Nobody stands in for themselves.
terminal-user-email = e-mail
terminal-user-enabled = { $email } may sign in again
terminal-team-members = people
terminal-owners-undo = To take it back: `clientela owners undo { $id }`
