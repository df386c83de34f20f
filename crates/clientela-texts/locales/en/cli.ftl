## Words of the command line
cli-key-title = Key clients
cli-undecided-title = Undecided in class A
cli-next-question = next question: { $question }
cli-served-at = Clientela is at { $address }
cli-first-link = First sign-in (works once): { $address }
cli-import-done = { $accepted } of { $read } rows imported
cli-set-aside-more = rows set aside: { $path }
