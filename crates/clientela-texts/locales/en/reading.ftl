## The reading list: words of the rules
publication-kind-newspaper = newspaper
publication-kind-magazine = magazine
publication-kind-directory = directory
publication-kind-register = register
publication-kind-site = site
input-last-read = read last
input-on-reading-list = on the list, not read yet
input-reading-rhythm-days = days between two readings

## The journal and refusals
journal-kind-publication = the publication
journal-filter-publication = Publications
journal-read-publication = { $who } read { $what }
journal-reading-taken-back-publication = { $who } took the last reading of { $what } back
journal-field-publication = the publication
journal-field-publication-kind = the kind
journal-field-looks-for = what we look for
journal-field-reading-rhythm-days = the days between two readings
journal-field-reader = who reads it
journal-field-reading-stopped = no longer read
journal-field-names = what was found
field-source-not-read = Only a directory or the press is found in a publication.
invalid-source-not-read = Only a directory or the press is found in a publication, “{ $value }” is not.
field-publication-unknown = There is not exactly one publication of this name.
invalid-publication-unknown = There is not exactly one publication called “{ $value }”. Give its id.
field-reading-days-invalid = Give a whole number of days, from 1 to 366.
invalid-reading-days-invalid = “{ $value }” is not a number of days from 1 to 366.

## The pages
reading-title = Reading list
reading-lead = Newspapers, magazines, directories, registers and sites in which we find prospects: what is to be read today, by whom, and what each brought.
reading-none = Nothing is on this list.
reading-show = Show
reading-show-current = What we read
reading-show-mine = What I read
reading-show-due = Due today
reading-show-all = Also what is no longer read
reading-sort-due = Due first
reading-sort-name = Name
reading-sort-brought = What brought most
reading-next = Next reading
reading-last = Last read
reading-never = Not read yet
reading-due = due
reading-due-yes = yes
reading-due-no = no
reading-late = { $count ->
    [one] one working day late
   *[other] { $count } working days late
}
reading-anybody = anybody
reading-why = Why then?
reading-names = Lines found
reading-prospects = Prospects
reading-qualified = Qualified
reading-chance = chance { $chance }
reading-won = Became clients
reading-chance-qualify = Part that qualifies (from – to)
reading-chance-win = Part that becomes clients (from – to)
reading-read = Read today
reading-lines = What you found
reading-lines-help = One line each; begin with the name of the firm. Each line waits among observations. Leave it empty when you found nothing.
reading-day = When
reading-day-help = Today when empty.
reading-found = Anything else
reading-readings = Readings
reading-told = { $day }: { $count ->
    [0] nothing found
    [one] one line
   *[other] { $count } lines
}
reading-written = The reading is written down
reading-take-back = Take the last reading back
reading-take-back-note = What was found in it stays among observations.
reading-taken-back = The last reading is taken back
publication-new = Add something to read
publication-name = Name
publication-kind = Kind
publication-address = Web address
publication-looks-for = What we look for there
publication-rhythm-days = Days between two readings
publication-rhythm-days-help = 7 when empty. A day off gives way to the next working day.
publication-reader = Who reads it
publication-note = Note
publication-is-stopped = Is it still read?
publication-is-stopped-yes = no longer read
publication-is-stopped-no = read
prospect-source-publication = Publication
observation-publication = Read in
observation-author = Jotted down by
morning-to-read = To read today

## The command line
help-reading = What the firm reads for prospects, and what is to be read today
help-reading-list = What the firm reads: when each is due, what it brought
help-reading-list--reading-show = `current`, `mine`, `due` or `all`
help-reading-list--reading-sort = `due`, `name` or `brought`
help-reading-add = Put something on the list
help-reading-add--name = Its name
help-reading-set = Change something on the list; what is not given stays
help-reading-set--publication = What: id or name
help-reading-set--name = Another name
help-reading-set--stop = Nobody reads it any more
help-reading-set--again = It is read again
help-reading-read = Write down that something was read, and what was found
help-reading-read--publication = What: id or name
help-reading-read--lines = What was found; each becomes an observation
help-reading-read--market-day = When it was read (by default, today)
help-reading-take-back = Take the last reading back
help-reading-take-back--publication = What: id or name
help-arg-publication-kind = `newspaper`, `magazine`, `directory`, `register` or `site`
help-arg-publication-address = Web address
help-arg-looks-for = What we look for there
help-arg-reading-every = Days between two readings (by default, 7)
help-arg-publication-reader = Who of us reads it: e-mail
help-arg-source-publication = In what we read it was found, for `directory` and `press`: id or name
