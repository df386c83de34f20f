## Where our price stands among those of competitors
prices-title = Our price against theirs
prices-lead = By the latest month in which a price was seen: from ours by the dearest to ours by the cheapest. Prices of different months are not compared.
prices-ours = Ours is
prices-rank = Place from the cheapest
prices-rank-of = { $rank } of { $of }
prices-month = Month
prices-middle = By their median
prices-middle-is = by their median: { $share }
prices-too-few = fewer than three prices: only the ends
prices-left-out = Not compared
prices-older = { $count ->
    [one] one more is older or holds no more
   *[other] { $count } more are older or hold no more
}
prices-seen = Known from
prices-seen-one = { $competitor }: { $index } ({ $source }, { $day })
position-price-ours = ours is { $share } of theirs
input-their-price = their price where ours is 100
missing-prices = more prices: at least three
