## Names that are the same: pairs, two records side by side, merges
duplicates-title = Duplicates
duplicates-lead = Clients and people who may be in the book twice.
duplicates-last-scan = The book was last looked through on { $at }.
duplicates-never-scanned = The book has not been looked through yet.
duplicates-scan = Look through the book
duplicates-scan-begun = The book is being looked through
duplicates-scan-runs = The book is being looked through already
duplicates-scanning = Looking through the book
duplicates-scan-reads = Reading the records.
duplicates-scan-progress = { $done } of { $total } records compared.
duplicates-kind = Which pairs
duplicates-of-accounts = Clients ({ $count })
duplicates-of-people = People ({ $count })
duplicates-state-open = To decide
duplicates-state-different = Decided: different
duplicates-state-merged = Merged
duplicates-empty-title = No suspicious pairs
duplicates-empty-text = Names in both alphabets, registration and VAT numbers, telephones, domains and addresses are compared: while you type, on import, and when the whole book is looked through.
duplicates-chance = Chance
duplicates-first = One
duplicates-second = The other
duplicates-why = Why
duplicates-deeds = What to do
duplicates-compare = Compare and merge
duplicates-different = They are different
duplicates-reopen = Decide again
duplicates-held-different = Noted: they are different
duplicates-reopened = The pair is to be decided again
duplicates-keys = Press m to compare the pair in focus, d to say that they are different.
duplicates-before = More certain
duplicates-after = Less certain
duplicates-merges = Merged in the last 30 days
duplicates-merges-lead = Until then a merge is undone with one press; what you have added since stays with the record that was kept.
duplicates-merge-sentence = “{ $gone }” was merged into “{ $kept }”
duplicates-undo = Undo the merge
duplicates-merged = Merged. Within 30 days it can be undone on the page of duplicates.
duplicates-unmerged = They are two records again
duplicates-code-given = The lines of this code are theirs now, in files to come too
duplicates-verdict = { $verdict } Chance { $chance }.
duplicates-values = Which values stay
duplicates-field = Field
duplicates-stays = Stays
duplicates-goes = Goes into it
duplicates-holds = Belonging to it
duplicates-nothing = nothing
duplicates-both-stay = Those of both stay
duplicates-merge = Merge: “{ $name }” stays
duplicates-swap = Keep the other one
duplicates-merge-help = The codes, people, interactions, notes, next steps, answers and files of the other go to the one that stays. Other names are remembered, so that the next import knows them. It can be undone for 30 days.
duplicates-may-not-merge = These two must not be merged: they have different valid company numbers, or are branches of one company. If they belong to one group, name the parent company.
duplicates-agreement = Agreement
duplicates-bits = Weight (bits)
duplicates-bits-help = Each bit for doubles the odds that the two are one, each bit against halves them. What is missing weighs nothing.
duplicates-codes = Codes in the sales files
duplicates-codes-lead = If only one code ended up with the wrong client, give it to the other without merging them.
duplicates-give-code = The lines are those of “{ $name }”
duplicates-has-codes = { $count ->
    [one] one code of sales files
   *[other] { $count } codes of sales files
}
duplicates-has-keys = { $count ->
    [one] one number in another system
   *[other] { $count } numbers in other systems
}
duplicates-has-people = { $count ->
    [one] one person
   *[other] { $count } people
}
duplicates-has-places = { $count ->
    [one] one place of work
   *[other] { $count } places of work
}
duplicates-has-interactions = { $count ->
    [one] one interaction
   *[other] { $count } interactions
}
duplicates-has-answers = { $count ->
    [one] one answer to the criteria
   *[other] { $count } answers to the criteria
}
duplicates-has-contacts = { $count ->
    [one] one way to reach them
   *[other] { $count } ways to reach them
}
similar-lead = This may already be in the book:
similar-held-back = Not saved yet. This may already be in the book; open one of these records, or save all the same.
similar-save-all-the-same = Save all the same
duplicate-reason-equal = { $field }: the same
duplicate-reason-near = { $field }: nearly the same ({ $similarity })
duplicate-reason-partial = { $field }: in part ({ $similarity })
duplicate-reason-forms-differ = the legal forms differ
duplicate-verdict-same-number = The same company number: this is one company.
duplicate-verdict-propose = Almost certainly the same.
duplicate-verdict-ask = Perhaps the same.
duplicate-verdict-same-company = Branches of one company: link them as a group, do not merge them.
duplicate-verdict-different = They are different.
duplicate-verdict-forbidden = Different valid numbers: these are two companies.
duplicate-agreement-equal = the same
duplicate-agreement-near = nearly the same
duplicate-agreement-partial = the same in part
duplicate-agreement-different = different
duplicate-agreement-missing = not known
duplicate-field-name = Name
duplicate-field-company-number = Company number
duplicate-field-vat-number = VAT number
duplicate-field-iban = Bank account
duplicate-field-phone = Telephone
duplicate-field-domain = Domain
duplicate-field-town = Town
duplicate-field-address = Address
duplicate-field-given-name = Given name
duplicate-field-family-name = Family name
duplicate-field-birth-day = Day of birth
duplicate-field-person-number = Number in another system
duplicate-field-email = E-mail
duplicate-field-organisation = Organisation
duplicate-field-street = Street
duplicate-field-street-number = House number
duplicate-field-quarter = Quarter
duplicate-field-postcode = Postcode
duplicate-field-region = Region

## How it happened, inside a sentence
channel-call = call
channel-visit = visit
channel-email = e-mail
channel-meeting = meeting
channel-fair = fair
channel-seminar = seminar
channel-message = message
channel-observation = observation
duplicates-by-hand = You know that two are one
duplicates-by-hand-lead = Name the two records by name, code or id, and see them side by side.
duplicates-not-two = It is not clear which two records are meant. Write the whole name, the code or the id of each.
similar-twin = This may be in the book twice. Compare with:
duplicates-missing = Not known of at least one of them: { $fields }.
