## Words of the command line
cli-key-title = Ключови клиенти
cli-undecided-title = Неясни в клас А
cli-next-question = следващ въпрос: { $question }
cli-served-at = Clientela е на { $address }
cli-first-link = Първо влизане (важи веднъж): { $address }
cli-import-done = Внесени { $accepted } от { $read } реда
cli-set-aside-more = отложени редове: { $path }
