## Безкрайната верига: кого още познавате?
chain-title = Безкрайна верига
chain-lead = От всеки разговор поне едно име. Кой кого доведе и докъде стигна.
chain-asked-yes = питан за имена
chain-asked-no = не е питан за имена
chain-asked-not-recorded = не е записано
chain-link-talk = с назованите не е говорено
chain-link-question = никой не е питан за имена
chain-link-names = питаните не са назовали никого
chain-today = Днес
chain-today-contacts = Разговори с хора днес
chain-today-asked = Питани
chain-today-names = Нови имена
chain-today-share = Дали поне едно име
chain-still-to-do = Към кого да се върнете довечера: кой още има този проблем?
chain-somebody = някой, когото не виждате
chain-how = Откъде знаем това?
chain-formula = R = нови имена ÷ питани хора
chain-why = Броят се само хора, питани преди поне 30 дни: по-скоро питаните още не са имали време. Име е ново, когато го няма в книгата. Интервалът е точен, Поасон, 95 %.
chain-r = R (имена на човек)
chain-r-is = Всеки питан човек носи { $r } имена
chain-r-unknown = Още не се знае колко имена носи един разговор
chain-grows = Веригата се поддържа сама и расте.
chain-shrinks = За верига, която се поддържа сама, трябва поне 1 име на човек: тази ще спре.
chain-open = За верига, която се поддържа сама, трябва поне 1 име на човек; от толкова разговори още не може да се каже дали е така.
chain-broke = Веригата прекъсва при поколение { $generation }: { $link }.
chain-names-of-people = { $names ->
    [one] { $names } име
   *[other] { $names } имена
} от { $people ->
    [one] { $people } човек
   *[other] { $people } души
}
chain-strip-label = { $name }: R { $r }, между { $interval }
chain-unripe = { $count ->
    [one] { $count } питан твърде скоро
   *[other] { $count } питани твърде скоро
}
chain-not-asked = { $count ->
    [one] { $count } не е питан
   *[other] { $count } не са питани
}
chain-not-recorded = { $count ->
    [one] за { $count } не е записано
   *[other] за { $count } не е записано
}
chain-days = { $count ->
    [one] { $count } зрял ден
   *[other] { $count } зрели дни
}
chain-generation = поколение { $number }
chain-generation-head = Поколение
chain-generations = По поколения
chain-people = Хора
chain-talked = Разговори
chain-asked-head = Питани
chain-names-head = Имена
chain-qualified = Квалифицирани
chain-won = Клиенти
chain-sales = Продажби за 12 месеца
chain-at-least = поне { $value }
chain-no-talks = В тези дни няма записани разговори.
chain-by-source = Според това как е дошъл човекът
chain-known-before = познат, не е потенциален
chain-by-month = По месеци
chain-by-user = По служители
chain-legend-interval = интервал 95 %
chain-legend-one = 1,00: веригата се поддържа сама
chain-tree = Дърво на препоръките
chain-tree-of = Дърво от { $name }
chain-tree-empty = Още никой не е назовал потенциален клиент. При следващия разговор попитайте: кого още познавате?
chain-root = Начало на веригата
chain-start = начало
chain-who-led-to-whom = Кой кого доведе
chain-referrer = Назован от
chain-named-on = На
chain-state = Докъде стигна
chain-below = Доведени общо
chain-brought = Продажби от доведените
chain-not-told = { $count ->
    [one] Още { $count } по-нататък.
   *[other] Още { $count } по-нататък.
}
chain-thanks = Дължим благодарност
chain-thanks-lead = Те дадоха имена; кажете им какво стана с тях.
chain-names = Имена
chain-names-help = По едно на ред: организация, а след тире човекът там. Всяко ново име става потенциален клиент.
chain-given-by = Кой ги даде
chain-given-by-only = единственият отбелязан човек
field-too-many-names = Най-много 20 имена от един разговор; повече се внасят като файл.
field-names-need-open = Имената стават потенциални клиенти, които виждат и други: запишете ги от разговор, който не е личен.
field-names-need-day = Впишете точния ден на разговора, за да се запишат имената.
field-given-by-unclear = Посочете кой от хората даде имената.
invalid-too-many-names = Най-много 20 имена от един разговор; повече се внасят като файл.
invalid-names-need-open = Имена не се записват от личен разговор: други ще видят потенциалните клиенти.
invalid-names-need-day = За да се запишат имена, трябва точният ден на разговора.
invalid-given-by-unclear = В разговора участват няколко души; посочете кой даде имената.
input-names = нови имена
input-people-asked = питани хора
input-people-contacted = хора, с които е говорено
input-people-who-named = дали поне едно име
input-people-who-named-nobody = питани, не назовали никого
missing-asked-lately = отговорите на питаните през последните 30 дни
missing-whether-asked = дали останалите са питани
unknown-nobody-asked-long-enough-ago = няма хора, питани преди поне 30 дни
unknown-nobody-contacted = днес още няма разговори
help-chain = Води ли всеки разговор нататък: имена на питан човек, къде прекъсва веригата, кой кого доведе
help-chain--root = Начало на дървото: person:ID, account:ID или prospect:ID (по подразбиране този, който е довел най-много)
help-of-chain-title = Безкрайната верига: от всеки разговор поне едно име. R с интервал, по поколения, източници и служители; дърво кой кого доведе; на кого дължим благодарност.
