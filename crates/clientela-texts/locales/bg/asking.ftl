## Кого да помолим за име днес
asking-title = Кого да помолим за име
asking-headline = { $count ->
    [0] Днес няма кого да помолим.
    [one] Днес има един човек, когото да помолим.
   *[other] Днес има { $count } души, които да помолим.
}
asking-lately = { $count ->
    [one] Още един е бил помолен или е дал име в последните { $days } дни и засега го оставяме на мира.
   *[other] Още { $count } са били помолени или са дали име в последните { $days } дни и засега ги оставяме на мира.
}
asking-today = Днес
asking-not-now = Не сега ({ $count })
asking-first-do = Какво да се свърши първо
asking-empty-title = Още няма кого да помолим
asking-empty-text = Тук излизат клиенти, които казват, че са доволни, и хора, чиито имена са довели до нещо. Питайте клиентите как се справяте, а всеки, с когото говорите – кого още познава.
asking-none-match = Никой не отговаря на тези условия.
asking-kind = Като какъв
asking-kind-satisfied = доволен клиент
asking-kind-influence = център на влияние
asking-whose = При чии клиенти
asking-mine = при моите клиенти
asking-sort-best = по това, до какво са довели имената
asking-sort-name = по име
asking-sort-client = по клиент
asking-sort-asked = първо молените най-отдавна
asking-state = Днес?
asking-state-ask = да се помоли
asking-state-not-now = не сега
asking-state-lately = молен наскоро
asking-obstacle-open-problem = клиентът има нерешен проблем
asking-obstacle-late-promise = дължим на клиента нещо, чийто ден е минал
asking-obstacle-word-broken = не е доказано, че държим на думата си пред клиента
asking-obstacle-dissatisfied = казват, че не са доволни
asking-obstacle-not-heard = първо попитайте как се справяме: не се знае дали биха ни препоръчали
asking-who = Кой
asking-client = Клиент
asking-anybody = който и да е там
asking-why = Защо
asking-last = Последно молен
asking-never = никога
asking-names = Дадени имена
asking-became-head = Какво стана с тях
asking-became = квалифицирани { $qualified }, клиенти { $won }
asking-brought = тези, до които е довел, носят { $value } на година
asking-few-asked = { $count ->
    [0] Няма записана молба: това още говори малко.
    [one] Молен само веднъж: това още говори малко.
   *[other] Молен само { $count } пъти: това още говори малко.
}
asking-thanks = Благодарности
asking-thanks-owed = { $count ->
    [one] дължим благодарност за едно представяне
   *[other] дължим благодарност за { $count } представяния
}
asking-deed = Какво да се направи
asking-ask = Помолете
asking-said-recommend = би ни препоръчал: { $value } от 10, { $day }
asking-said-satisfied = доволен: { $value } от 5, { $day }
asking-said-nothing = не се знае дали е доволен
asking-word-kept = държим на думата си пред клиента: { $mean } ({ $low } – { $high })
asking-word-unknown = не се знае как държим на думата си: приключените обещания са твърде малко
asking-rule = Доволен е който е отговорил с 9 или 10 от 10, или с 5 от 5, ако за първото не е питан, в последните 180 дни. Център на влияние е който е дал име, станало квалифицирано. Неизвестното не прави никого доволен. Нерешените проблеми, нашите обещания с минал ден и дума, която по-често нарушаваме, отлагат молбата.
asking-nobody = Днес няма кого да помолим.

## Имена, които някой е дал, на неговата страница и на тази на клиента му
names-title = Дадени имена
names-tree = Дървото им във веригата
names-came = Чрез кого дойде клиентът:
names-name = Кого
names-became = Какво стана
names-told = Казано ли е какво стана
names-thanked = благодарихме на { $day }
names-thanks-owed = дължим благодарност
names-thanks-not-recorded = не е записано
names-spoken = говорено е след това, на { $day }
names-not-told = никой не е говорил след това: кажете какво стана
names-more = Има още във веригата

## На какво се опира присъдата
input-asking-recommend = биха ли ни препоръчали, от 10
input-asking-satisfied = колко са доволни, от 5
input-asking-our-word = как държим на думата си пред клиента
input-asking-problems = нерешени проблеми
input-asking-late-promises = наши обещания, чийто ден е минал
input-asking-names = дадени имена
input-asking-qualified = имена, които се квалифицираха
input-asking-won = имена, които станаха клиенти
input-asking-asked = разговори, в които е бил помолен
missing-asking-satisfaction = дали са доволни
missing-asking-our-word = как държим на думата си пред клиента

## Командният ред
help-prospects-ask = Кого да помолим за име днес и защо
help-prospects-ask--mine = Само при клиентите, за които се грижите
help-prospects-ask--kind = Само тези, за които се сещаме като: `satisfied` или `influence`
help-prospects-ask--search = Думи в името им или в името на клиента
help-prospects-ask--sort = `best`, `name`, `client` или `asked`
