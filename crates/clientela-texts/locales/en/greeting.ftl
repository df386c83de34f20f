## The morning: whom to greet today and why
morning-title = Whom to greet
morning-of = The morning of { $name }
morning-whose = Whose morning
morning-day = Day
morning-show = Show
morning-count = Greetings today
morning-promises = Promises due
morning-late = Owed to us and late
morning-none = Nobody to greet today: no promise is due, and nobody has been silent for longer than their rhythm.
morning-no-clients = There are no clients in your care. Greetings come from the clients in your name.
morning-overbooked = We promised more for today than a morning has room for. Only these promises are here.
morning-can-wait = { $count ->
    [one] { $count } more if there is time: it can wait
   *[other] { $count } more if there is time: they can wait
}
morning-undecidable = { $count ->
    [one] Of { $count } client we do not know whether we are silent: no contact is recorded.
   *[other] Of { $count } clients we do not know whether we are silent: no contact is recorded.
}
morning-undecidable-call = Which ones
morning-why-order = Why this order?
morning-why-title = How greetings are ordered
morning-why-pinned = Our own promises due today or earlier stand first, whatever else there is.
morning-why-points = The others are ordered by points: what is at stake, times the chance that acting today changes it, times how urgent it is, times how much of that is known. A second greeting of the same client counts half.
morning-why-of = The points of { $name }: { $points }
morning-today = Today
morning-we-owe = We owe
morning-they-owe = Owed to us
morning-nothing-owed = Nothing within a week.
morning-all-owed = all
morning-dealt = Done and put off
morning-prospects = At prospects
morning-prospects-more = { $count ->
    [one] { $count } more prospect waits.
   *[other] { $count } more prospects wait.
}
morning-prospects-all = All prospects
reason-parked-today = was parked until today, because: { $why }
reason-parked = was parked until { $day }, because: { $why }
prospect-wake = Wake
prospect-wake-to = Back to: { $stage }
greeting-why = Why
greeting-bring = Bring
greeting-ask = Ask
greeting-done = Greeted
greeting-call = Call { $name }
greeting-write = Write to { $name }
greeting-more = More for { $name }
greeting-kind = How
greeting-gift = Give a gift
greeting-note = What was said
greeting-save = Save the greeting
greeting-put-off = Put off
greeting-until = When again
greeting-put-off-why = Why it is put off
greeting-wrong = Wrong greeting
greeting-wrong-why = What is not true
greeting-wrong-save = Do not show for 30 days
greeting-nobody = the person is not known
greeting-state-greeted = greeted
greeting-state-put-off = put off until { $day }
greeting-state-wrong = said to be wrong
greeting-take-back = Take back
greeting-summary = Greeting
greeting-summary-of = Greeting: { $reasons }
greeting-taken-back = The greeting was taken back.
undo-greeting = The greeting is noted.
reason-we-promised = we promised “{ $what }” { $when }
reason-they-promised = they promised us “{ $what }” { $when }
reason-with-source = { $reason } ({ $source })
reason-step = to be done: “{ $what }” { $when }
reason-birthday-today = birthday today
reason-birthday-on = birthday on { $day }
reason-thanks = not thanked for “{ $what }” of { $day }
reason-renewal = “{ $what }” ends: { $when }
reason-question = not known: { $question }
reason-referral = may be asked for a name: { $why }
when-today = for today
when-tomorrow = for tomorrow
when-late = for { $day }, { $days ->
    [one] { $days } day late
   *[other] { $days } days late
}
when-on = for { $day }
bring-thanks = thanks for “{ $what }”
ask-renewal = shall “{ $what }” go on?
ask-name = whom else do you know?
bring-wishes = wishes for the birthday
ask-promised = when will they do “{ $what }”?
reason-kind-our-promise = our promise
reason-kind-their-promise = their promise
reason-kind-next-step = next step
reason-kind-thanks = thanks owed
reason-kind-renewal = something that ends
reason-kind-birthday = birthday
reason-kind-silence = silence
reason-kind-question = open question
reason-kind-referral = name to ask for
input-value-at-stake = at stake: a year's sales to the client
input-value-median = at stake: the median, for the client's sales are not known
input-chance = chance that acting today changes it
input-urgency = urgency (1 is due today)
input-known-share = share of what is known
invalid-put-off-out-of-range = Put it off to a day after today and within a year: “{ $value }” is none.
not-now-greeting-of-nobody = The program has no morning of its own. Say on whose behalf: --by or --for.
field-put-off-out-of-range = Choose a day after today and within a year.
journal-kind-greeting = a greeting of
journal-greeted-greeting = { $who } greeted { $other }
journal-put-off-greeting = { $who } put the greeting of { $other } off
journal-called-wrong-greeting = { $who } said that the greeting of { $other } is wrong
journal-taken-back-greeting = { $who } took the greeting of { $other } back
terminal-morning = Morning, { $day }
terminal-morning-of = The morning of { $name }, { $day }
terminal-morning-overbooked = We promised more for today than a morning has room for.
terminal-morning-rest = Can wait: { $count }.
terminal-morning-undecidable = Without a recorded contact: { $count }.
terminal-greeting-kept = Noted: { $id }
terminal-greeting-taken-back = Taken back.
help-salutatio = Whom to greet this morning and why, what to bring and what to ask
help-salutatio--of = Whose morning: an e-mail (by default, that of who asks; everybody’s for the program itself)
help-salutatio--date = Which day (by default, today)
help-salutatio-greet = Somebody at a client was greeted: it becomes an interaction
help-salutatio-greet--person = Who of the client’s people, by id (by default, whom the morning names)
help-salutatio-greet--kind = How: `call`, `visit`, `email`, `meeting`, `fair`, `seminar` or `message`
help-salutatio-greet--note = What was said (by default, what they were greeted for)
help-salutatio-put-off = Not today, for a reason
help-salutatio-put-off--person = Who of the client’s people, by id (by default, whom the morning names)
help-salutatio-put-off--reason = Why
help-salutatio-put-off--until = The day on which it comes back (by default, the next working day)
help-salutatio-wrong = It should not have been there: not shown for 30 days
help-salutatio-wrong--person = Who of the client’s people, by id (by default, whom the morning names)
help-salutatio-wrong--reason = What is not true
help-salutatio-take-back = Take back what was done with a greeting
help-salutatio-take-back--id = Its id
help-start--sample = Which sample: `firm`, or `patron`, a Roman patron and his clients, in `./patron-book`
usage-sample = there is no sample “{ $value }”; there are firm and patron
terminal-sample-patron = This is the book of a Roman patron in `{ $path }`, with a source for every line.
