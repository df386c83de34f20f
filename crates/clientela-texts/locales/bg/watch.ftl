## Watched folders: settings, notices, command line
watch-title = Наблюдавани папки
watch-lead = Друга програма слага файловете си в папка, а Клиентела ги внася сама, щом спрат да растат. Внесените отиват в подпапка done, отказаните в failed с причината до тях.
watch-base = Папките са под { $base }. Напишете пътя под нея или целия път; точка значи самата нея.
watch-no-base = Сървърът е пуснат без папка, под която да се наблюдава. Пуснете го с --watch-base ПАПКА (или с CLIENTELA_WATCH_BASE) и се върнете тук.
watch-folder = Папка
watch-by = От чие име се внася
watch-by-program = от името на програмата
watch-on = Файловете се вземат
watch-trouble = Папката не се чете в момента:
watch-link = Кои папки се наблюдават, за какви файлове и от чие име.
watch-stopped = Наблюдавана папка не се чете: { $kinds }.
field-watch-folder-missing = Напишете папката или махнете отметката.
field-watch-folder-outside = Папката не е под разрешената. Изберете папка под нея или пуснете сървъра с друга --watch-base.
field-watch-folder-gone = Няма такава папка. Създайте я и опитайте пак.
field-watch-folder-unreadable = Системата не дава папката да се чете. Дайте на програмата право да чете, да пише и да мести в нея.
field-watch-folder-link = По пътя има препратка (символна връзка). Напишете истинската папка.
field-watch-folder-of-book = Това е папка на самата книга. Изберете друга, за да не се пипат данните ѝ.
field-watch-folder-twice = Тази папка вече е дадена за друг вид файлове. Един файл не може да се внесе като две неща.
field-watch-base-gone = Разрешената папка я няма. Върнете я или пуснете сървъра с друга --watch-base.
field-watch-user = Този човек не може да внася или вече не влиза. Изберете друг или му дайте правото.
not-now-no-watch-base = Сървърът е пуснат без --watch-base, затова няма откъде да се избере папка. Пуснете го с нея.
journal-setting-watched-folders = наблюдаваните папки
journal-field-sales-folder = папката за продажби
journal-field-sales-by = от чие име се внасят продажбите
journal-field-sales-on = вземането на продажби
journal-field-accounts-folder = папката за клиенти
journal-field-accounts-by = от чие име се внасят клиентите
journal-field-accounts-on = вземането на клиенти
journal-field-people-folder = папката за хора
journal-field-people-by = от чие име се внасят хората
journal-field-people-on = вземането на хора
journal-field-interactions-folder = папката за контакти
journal-field-interactions-by = от чие име се внасят контактите
journal-field-interactions-on = вземането на контакти
journal-field-obligations-folder = папката за обещания
journal-field-obligations-by = от чие име се внасят обещанията
journal-field-obligations-on = вземането на обещания
imports-by-folder = наблюдавана папка
imports-of-folder = { $by }, от наблюдавана папка
arrivals-imported = { $count ->
    [one] През последните 7 дни от наблюдавана папка е внесен 1 файл.
   *[other] През последните 7 дни от наблюдавана папка са внесени { $count } файла.
}
arrivals-set-aside = { $count ->
    [one] 1 ред чака поправка.
   *[other] { $count } реда чакат поправка.
}
arrivals-refused = { $count ->
    [one] 1 файл е отказан:
   *[other] { $count } файла са отказани:
}
arrivals-refused-short = { $count ->
    [one] 1 файл от наблюдавана папка е отказан.
   *[other] { $count } файла от наблюдавана папка са отказани.
}
arrivals-call = Виж вноса
terminal-watch-kind = Какво
terminal-watch-folder = Папка
terminal-watch-by = От чие име
terminal-watch-state = Състояние
terminal-watch-on = взема се
terminal-watch-off = не се взема
