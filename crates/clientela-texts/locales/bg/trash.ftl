## Кошчето
trash-title = Кошче
trash-lead = Изтритото стои тук { $days } дни и се връща с всичко, което е вързано за него. След това изчезва завинаги.
trash-empty-title = Кошчето е празно
trash-empty-text = Изтритите клиенти, хора, контакти, бележки, стъпки и файлове се появяват тук.
trash-none-match = Няма изтрити записи по това условие.
trash-what = Запис
trash-kind = Вид
trash-any-kind = Всички видове
trash-kind-account = Клиент
trash-kind-person = Човек
trash-kind-interaction = Среща или разговор
trash-kind-note = Бележка
trash-kind-next-step = Следваща стъпка
trash-kind-attachment = Файл
trash-deleted = Изтрил
trash-by = { $who }, { $day }
trash-goes = Изчезва след
trash-nameless = без име
trash-put = Записът е в кошчето.
trash-restore = Върни
trash-restored = Записът е върнат от кошчето.
trash-restored-with = Записът е върнат от кошчето заедно с клиента, към който е.
trash-purge = Заличи завинаги
trash-purge-help = Записът и всичко, което принадлежи само на него, изчезват веднага. Връщане няма.
trash-purged = Записът е заличен завинаги.
trash-newest = Последно изтритите
trash-earlier = По-рано изтрити

## Какво съм направил току-що
recent-title = Последни действия
recent-lead = Последните двадесет неща, които сте направили на страниците. Където има бутон, действието се отменя с едно натискане.
recent-empty-title = Още няма действия
recent-empty-text = Всичко, което промените, добавите или изтриете на страниците, се появява тук.

## Двама са променили един запис
conflict-title = Двама сте променили „{ $name }“
conflict-lead = Докато редактирахте, { $who } записа свои промени ({ $when }). Нищо не е загубено: изберете кое да остане във всяко поле.
conflict-lead-unknown = Докато редактирахте, друг записа свои промени. Нищо не е загубено: изберете кое да остане във всяко поле.
conflict-both-changed = променили сте го и двамата
conflict-start = Преди
conflict-theirs = Чуждата промяна
conflict-mine = Вашата промяна
conflict-nothing = празно
conflict-save = Запази избраното
conflict-leave = Остави записа без моите промени
conflict-same = Записът вече е точно такъв, какъвто го искахте.
