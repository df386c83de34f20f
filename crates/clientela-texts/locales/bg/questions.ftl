# Какво пита за клиента всеки, който го поема: отговори в едно изречение.

questions-title = На пръв поглед
question-decides = Кой решава?
question-blocks = Кой може да спре решението?
question-we-owe = Какво дължим?
question-they-owe = Какво ни дължат?
question-kept = Спазва ли се договореното?
question-hurts = Какво ги боли?
question-competes = Кой ни конкурира?
question-next = Какво следва?
answer-decides-nobody = Не е отбелязано кой решава.
answer-blocks-nobody = По картата никой не може да спре решението.
answer-blocks-unknown = Не се знае: на картата още няма никого.
answer-owes-nothing = Нищо.
answer-owes = { $count ->
    [one] Едно нещо
   *[other] { $count } неща
}{ $late ->
    [0] {""}
    [one] , едно от тях закъснява
   *[other] , { $late } от тях закъсняват
}. Първо: „{ $what }“, { $due }.
answer-kept-breached = Нарушено: { $numbers }.
answer-kept-at-risk = Застрашено: { $numbers }.
answer-kept-unknown = Не се знае, няма достатъчно данни: { $numbers }.
answer-kept-kept = Да: { $numbers }.
answer-kept-no-agreement = Няма споразумение в сила.
answer-kept-no-clause = В споразуменията няма клаузи, които се мерят.
answer-hurts-nothing = Няма записан открит проблем.
answer-competes-unknown = Не е записано кой ни конкурира при този клиент.
answer-competes-threats = Заплахите, за които се знае: { $threats }.
