## Къде стои цената ни сред тези на конкурентите
prices-title = Нашата цена спрямо техните
prices-lead = По последния месец, в който е видяна цена: от нашата към най-скъпата до нашата към най-евтината. Цени от различни месеци не се сравняват.
prices-ours = Нашата е
prices-rank = Място от най-евтината
prices-rank-of = { $rank } от { $of }
prices-month = Месец
prices-middle = Спрямо медианата
prices-middle-is = спрямо медианата им: { $share }
prices-too-few = под три цени, затова само границите
prices-left-out = Извън сравнението
prices-older = { $count ->
    [one] още една е по-стара или вече не важи
   *[other] още { $count } са по-стари или вече не важат
}
prices-seen = Откъде е известно
prices-seen-one = { $competitor }: { $index } ({ $source }, { $day })
position-price-ours = нашата е { $share } от тяхната
input-their-price = тяхна цена, когато нашата е 100
missing-prices = още цени: поне три
