## Whom to ask for a name today
asking-title = Whom to ask for a name
asking-headline = { $count ->
    [0] Nobody is to be asked today.
    [one] One person to be asked today.
   *[other] { $count } people to be asked today.
}
asking-lately = { $count ->
    [one] One more was asked, or gave a name, within { $days } days and is left in peace.
   *[other] { $count } more were asked, or gave a name, within { $days } days and are left in peace.
}
asking-today = Today
asking-not-now = Not now ({ $count })
asking-first-do = What is to be done first
asking-empty-title = Nobody to ask yet
asking-empty-text = Here come clients who say that they are satisfied, and people whose names became something. Ask your clients how you do, and everyone you speak with whom else they know.
asking-none-match = Nobody fits these conditions.
asking-kind = Thought of as
asking-kind-satisfied = satisfied client
asking-kind-influence = centre of influence
asking-whose = At whose clients
asking-mine = at my clients
asking-sort-best = by what their names became
asking-sort-name = by name
asking-sort-client = by client
asking-sort-asked = asked longest ago first
asking-state = Today?
asking-state-ask = ask
asking-state-not-now = not now
asking-state-lately = asked a short while ago
asking-obstacle-open-problem = a problem of the client is not solved
asking-obstacle-late-promise = we owe the client something whose day has passed
asking-obstacle-word-broken = it is not proven that we keep our word to the client
asking-obstacle-dissatisfied = they say that they are not satisfied
asking-obstacle-not-heard = first ask how we do: nobody knows whether they would recommend us
asking-who = Who
asking-client = Client
asking-anybody = anybody there
asking-why = Why
asking-last = Last asked
asking-never = never
asking-names = Names given
asking-became-head = What they became
asking-became = qualified { $qualified }, clients { $won }
asking-brought = those they led to bring { $value } a year
asking-few-asked = { $count ->
    [0] Never recorded as asked: this says little yet.
    [one] Asked only once: this says little yet.
   *[other] Asked only { $count } times: this says little yet.
}
asking-thanks = Thanks
asking-thanks-owed = { $count ->
    [one] we owe thanks for one introduction
   *[other] we owe thanks for { $count } introductions
}
asking-deed = What to do
asking-ask = Ask
asking-said-recommend = would recommend us: { $value } of 10, { $day }
asking-said-satisfied = satisfied: { $value } of 5, { $day }
asking-said-nothing = not known whether they are satisfied
asking-word-kept = we keep our word to the client: { $mean } ({ $low } – { $high })
asking-word-unknown = not known how we keep our word: too few promises are closed
asking-rule = Satisfied is who answered 9 or 10 of 10, or 5 of 5 where the first was not asked, within 180 days. A centre of influence is who gave a name that became qualified. What is unknown makes nobody satisfied. Open problems, promises of ours whose day has passed, and a word we break more often than we keep put asking off.
asking-nobody = Nobody to ask today.

## Names somebody gave, on their page and on their client's
names-title = Names given
names-tree = Their tree in the chain
names-came = Through whom the client came:
names-name = Whom
names-became = What became of it
names-told = Told what became of it
names-thanked = thanked on { $day }
names-thanks-owed = thanks are owed
names-thanks-not-recorded = not recorded
names-spoken = spoken with since, on { $day }
names-not-told = nobody has spoken with them since: tell them
names-more = There are more in the chain

## What the verdict rests on
input-asking-recommend = would they recommend us, of 10
input-asking-satisfied = how satisfied they are, of 5
input-asking-our-word = how we keep our word to the client
input-asking-problems = problems not solved
input-asking-late-promises = our promises whose day has passed
input-asking-names = names given
input-asking-qualified = names that qualified
input-asking-won = names that became clients
input-asking-asked = talks in which they were asked
missing-asking-satisfaction = whether they are satisfied
missing-asking-our-word = how we keep our word to the client

## The command line
help-prospects-ask = Whom to ask for a name today, and why
help-prospects-ask--mine = Only at clients you care for
help-prospects-ask--kind = Only those thought of for this: `satisfied` or `influence`
help-prospects-ask--search = Words in their name or their client's
help-prospects-ask--sort = `best`, `name`, `client` or `asked`
