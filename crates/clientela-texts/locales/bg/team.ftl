## The firm's own people
team-people-title = Хора и роли
team-people-lead = Кой влиза, в кой екип е и чии клиенти вижда.
team-teams-title = Екипи
team-teams-lead = Който води екип, вижда клиентите на хората в него и в екипите под него.
team-team = Екип
team-visibility = Вижда
team-last-sign-in = Последно влизане
team-change = Промени
team-none = без екип
team-nobody = никой
team-sees-own = своите клиенти
team-sees-team = клиентите на екипа
team-sees-all = всички клиенти
team-sees-by-role = както е по роля
team-invited = още не е избрал парола
team-never-signed-in = още не е влизал
team-enable = Пусни отново
team-disable = Спри достъпа
team-reset = Връзка за нова парола
team-absences = Отсъствия и заместници
team-absences-lead = Заместникът вижда клиентите на отсъстващия от първия до последния ден.
team-absences-none = Няма вписани отсъствия.
team-absence-new = Впиши отсъствие
team-absence-who = Кой отсъства
team-absence-by = Кой го замества
team-absence-first = От ден
team-absence-last = До ден
team-absence-note = Бележка за колегите
team-absence-now = сега
team-absence-remove = Махни
team-absence-substitute = Замества: { $name }
team-permissions = Какво може всяка роля
team-permissions-lead = Администраторът и търговският директор виждат сборовете на фирмата и внасят файлове. Който не ги вижда, получава сборове, дялове и места само за клиентите, които вижда.
team-permission-totals = Виждат още сборовете, дяловете и местата на цялата фирма
team-permission-import = Внасят още файлове и отменят внасяния
team-name = Име на екипа
team-parent = Част от
team-leader = Ръководител
team-no-leader = без ръководител
team-led-by = Води: { $name }
team-members = { $count ->
    [one] { $count } човек
   *[other] { $count } души
}
team-remove = Махни екипа
team-remove-help = Хората в него и екипите под него минават в екипа над него.
team-new = Нов екип
team-create = Добави екипа
team-teams-empty = Още няма екипи
team-teams-empty-text = Екипите подреждат хората в дърво. Без тях всеки вижда своите клиенти, а ръководителите – всички.
team-representatives-title = Търговски представители от продажбите
team-representatives-lead = Имената във внесените файлове стават хора, а клиентите им получават отговорник.
team-representatives-empty = Във файловете няма търговски представители
team-representatives-empty-text = Когато внесете продажби с колона за търговски представител, имената ще се появят тук.
team-representative = Име във файла
team-representative-clients = Клиенти
team-representative-lines = Редове
team-representative-user = Кой е той
team-owners-title = Отговорници според продажбите
team-owners-lead = За клиент отговаря онзи, който му е продал повечето редове за последните дванайсет месеца. Вече определен отговорник се сменя само ако поискате.
team-owners-sentence = { $changes ->
    [one] { $changes } клиент ще получи отговорник
   *[other] { $changes } клиента ще получат отговорник
}, { $kept } запазват своя, за { $unlinked } още не е ясно кой е представителят.
team-owners-period = Броени са редовете за { $period }.
team-owners-preview = Виж какво ще се промени
team-owners-assign = Определи отговорниците
team-owners-overwrite = Смени и вече определените
team-owners-keep = Запази вече определените
team-owners-none = Няма какво да се промени.
team-owners-new = Отговорник
team-owners-before = Досега
team-owners-sold = Продадени редове
team-owners-lines = { $lines } от { $all }
team-owners-more = И още { $count }.
team-owners-assigned = { $count ->
    [one] { $count } клиент получи отговорник.
   *[other] { $count } клиента получиха отговорник.
}
team-owners-undone = Отговорниците са върнати.
me-title = Моята страница
me-password = Парола
me-password-lead = След смяната влизате отново с новата парола, навсякъде.
me-password-current = Сегашна парола
me-password-new = Нова парола, поне 12 знака
me-password-submit = Смени паролата
me-absences-lead = Посочете кой ви замества: той ще вижда клиентите ви през тези дни.
seen-because = Виждате този клиент, защото { $reasons }.
seen-owner = вие отговаряте за него
seen-substitute = вие сте заместник за него
seen-standing-in = замествате { $owner } до { $day }
seen-team = отговорникът { $owner } е в екип „{ $team }“
seen-team-of = отговорникът { $owner } е във ваш екип
seen-all = виждате всички клиенти
rail-sees-part = Сборовете са за клиентите, които виждате
role-reader = читател
field-password-wrong = Сегашната парола не е тази.
field-last-administrator = Това е последният администратор. Първо направете друг.
field-team-taken = Вече има екип с това име.
field-team-below-itself = Екип не може да е част от себе си.
field-absence-days = Последният ден е преди първия.
field-absence-over = Това отсъствие вече е минало.
field-absence-substitute = Никой не замества себе си.
terminal-user-email = имейл
terminal-user-enabled = { $email } пак може да влиза
terminal-team-members = души
terminal-owners-undo = За връщане: `clientela owners undo { $id }`
