## Тежест на портфейла: колко клиенти, колко верни, кой кого подкрепя
authority-title = Тежест на портфейла
authority-of = Тежест на портфейла на { $name }
authority-lead = Колко клиенти имаме, колко държат на думата си, колко сме разпределени и кой кого подкрепя. Няма обща оценка.
authority-whose = Чий портфейл
authority-everybody = На всички
authority-how = Откъде знаем това?
authority-why = Приходите за година се претеглят с доверието към всеки клиент. Клиент без изпълнени или нарушени обещания влиза с широк интервал, не с присъда.
authority-clients = Клиенти
authority-with-promises = { $count } с изпълнени или нарушени обещания
authority-effective = Равностойни клиенти
authority-effective-note = толкова еднакво големи биха били също толкова разпределени
authority-mean-trust = Средно доверие по приходи
authority-weighted = Приходи, претеглени с доверие
authority-between = между { $interval }
authority-solid = Солидни клиенти
authority-support = Кой кого подкрепя
authority-flow = Дадохме: { $given }. Получихме: { $received }.
authority-signed = Посока от −1 (само ние) до 1 (само те): { $value }.
authority-supporters = Клиенти, които подкрепят повече, отколкото ние тях
authority-no-supporters = Няма клиент, за когото да е сигурно, че ни подкрепя повече, отколкото ние него.
authority-unvalued = { $count ->
    [one] { $count } път без посочена стойност
   *[other] { $count } пъти без посочена стойност
}
authority-worth-and-unvalued = поне { $worth } и { $count ->
    [one] { $count } път без посочена стойност
   *[other] { $count } пъти без посочена стойност
}
authority-entries = Как са дошли
authority-entry = Как е дошъл
authority-entry-unknown = неизвестно
authority-value = Приходи за година
authority-trust = Доверие
authority-few = твърде малко обещания ({ $count })
authority-given = Дадохме
authority-received = Получихме
authority-more = { $count ->
    [one] Още { $count } клиент.
   *[other] Още { $count } клиенти.
}
authority-none = Няма клиенти с продажби, контакти или обещания.
input-clients-valued = клиенти с известни приходи
input-clients-with-promises = клиенти с изпълнени или нарушени обещания
input-solid-unit = мярка за солиден клиент
missing-value-of-clients = приходите на останалите клиенти
missing-promises-of-clients = изпълнени или нарушени обещания на останалите
unknown-nothing-to-weigh = няма какво да се претегли: приходите не са известни
unknown-support-not-valued = посоката не е известна: за част от подкрепата никой не е казал колко струва
unknown-no-support = няма записана подкрепа
help-authority = Колко силен е портфейлът: колко клиенти, колко верни, кой кого подкрепя
help-authority--of = Само клиентите на този потребител: електронна поща
help-authority--unit = Мярка за солиден клиент (по подразбиране една стотна от приходите на всички)
usage-unit = „{ $value }“ не е размер; пишете число над нулата, например 10000
help-of-authority-title = Колко клиенти имаме, колко държат на думата си, колко сме разпределени и кой кого подкрепя; с интервали и без обща оценка.
