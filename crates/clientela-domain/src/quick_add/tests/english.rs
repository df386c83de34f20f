use super::assert_proposes;

#[test]
fn lines_as_people_jot_them_down() {
    assert_proposes(&[
        (
            "Called Ivan Petrov at Hlebna Kashta, wants an offer by Friday",
            "call by us; client Хлебна къща ООД; with Иван Петров; said „wants an offer by Friday“; next „wants an offer“; due 2026-03-13",
        ),
        (
            "called ivan petrov from hlebna kashta wants an offer by friday",
            "call by us; client Хлебна къща ООД; with Иван Петров; said „wants an offer by friday“; next „wants an offer“; due 2026-03-13",
        ),
        (
            "Met Maria (Rodopi Mleko), happy with deliveries. Send samples tomorrow",
            "meeting; client Родопи Млеко ЕАД; with Мария Илиева; said „happy with deliveries“; next „Send samples“; due 2026-03-12",
        ),
        (
            "Metro: call with Dimitrov, they pay by the end of the month",
            "call; client Метро Кеш енд Кери; with Георги Димитров; said „they pay by the end of the month“; next „they pay“; due 2026-03-31",
        ),
        (
            "Emailed Georgi Dimitrov about new prices, will call in 2 days",
            "email by us; so client Метро Кеш енд Кери; with Георги Димитров; said „about new prices“; next „will call“; as call; due 2026-03-13",
        ),
        (
            "Visited Billa yesterday, the shelf is empty",
            "visit by us; on 2026-03-10; client Билла България; said „the shelf is empty“",
        ),
        (
            "Was at Vitosha Stroy with Petya, Kolev asks for 5% off",
            "visit by us; client Витоша Строй; with Петър Колев; and Петя Николова; said „Kolev asks for 5% off“",
        ),
        (
            "Ivan Stoyanov called, needs 200 kg of cheese. Petya to send an offer by 13.03",
            "call by them; so client Родопи Млеко ЕАД; with Иван Стоянов; said „needs 200 kg of cheese“; next „send an offer“; due 2026-03-13; by Петя Николова",
        ),
        (
            "Maria Ilieva called - late delivery; to check tomorrow",
            "call by them; so client Родопи Млеко ЕАД; with Мария Илиева; said „late delivery“; next „to check“; due 2026-03-12",
        ),
        (
            "Metro called us, they want a better price",
            "call by them; client Метро Кеш енд Кери; said „they want a better price“",
        ),
        (
            "At the fair I talked to Elena Kostova, interested in the new line",
            "fair; so client Билла България; with Елена Костова; said „interested in the new line“",
        ),
        (
            "Seminar: Petar Kolev told about a tender in May",
            "seminar; so client Витоша Строй; with Петър Колев; said „Petar Kolev told about a tender in May“",
        ),
        (
            "Saw a new Billa shop in Mladost",
            "observation; client Билла България; said „a new Billa shop in Mladost“",
        ),
        (
            "Read that Rodopi Mleko are building a dairy",
            "observation; client Родопи Млеко ЕАД; said „that Rodopi Mleko are building a dairy“",
        ),
        (
            "Texted Ivan Petrov on Viber, no answer yet",
            "message by us; so client Хлебна къща ООД; with Иван Петров; said „no answer yet“",
        ),
        (
            "meeting with Georgi Dimitrov on Monday",
            "so client Метро Кеш енд Кери; with Георги Димитров; next „meeting with Georgi Dimitrov“; as meeting; due 2026-03-16",
        ),
        (
            "Meeting with Maria Ilieva tomorrow at 10:30",
            "so client Родопи Млеко ЕАД; with Мария Илиева; next „Meeting with Maria Ilieva at 10:30“; as meeting; due 2026-03-12",
        ),
        (
            "call Ivan Petrov by Friday",
            "so client Хлебна къща ООД; with Иван Петров; next „call Ivan Petrov“; as call; due 2026-03-13",
        ),
        (
            "tomorrow call Hlebna Kashta about the invoice",
            "client Хлебна къща ООД; next „call Hlebna Kashta about the invoice“; as call; due 2026-03-12",
        ),
        (
            "Need to prepare a contract for Vitosha Stroy by the end of the week",
            "client Витоша Строй; next „Need to prepare a contract for Vitosha Stroy“; due 2026-03-13",
        ),
        (
            "Hlebna Kashta - next step: samples by March 20",
            "client Хлебна къща ООД; next „samples“; due 2026-03-20",
        ),
        (
            "Met Kolev on Friday, they will buy a second machine by end of year",
            "meeting; on 2026-03-06; so client Витоша Строй; with Петър Колев; said „they will buy a second machine by end of year“; next „they will buy a second machine“; due 2026-12-31",
        ),
        (
            "On 5 March visited Rodopi Mleko; promised to send a price list by 15 March",
            "visit by us; on 2026-03-05; client Родопи Млеко ЕАД; next „promised to send a price list“; due 2026-03-15",
        ),
        (
            "last Thursday had lunch with Stefan Kostov, his son takes over",
            "meeting; on 2026-03-05; so client Костов и синове; with Стефан Костов; said „his son takes over“",
        ),
        (
            "Wrote to Maria Ilieva 3 days ago, follow up on Monday",
            "email by us; on 2026-03-08; so client Родопи Млеко ЕАД; with Мария Илиева; next „follow up“; due 2026-03-16",
        ),
        (
            "Got an email from Anna Smith, they ask about lead times",
            "email by them; so client Метро Кеш енд Кери; with Anna Smith; said „they ask about lead times“",
        ),
        (
            "Petar Kolev rang, call him back next Tuesday",
            "call by them; so client Витоша Строй; with Петър Колев; next „call him back“; as call; due 2026-03-17",
        ),
        (
            "phone call with Ivan Petrov 20 min, complains about quality",
            "call; 20 min; so client Хлебна къща ООД; with Иван Петров; said „complains about quality“",
        ),
        (
            "Dimo and I visited Billa Bulgaria, they promised an answer within a week",
            "visit by us; client Билла България; and Димо Русев; said „they promised an answer within a week“; next „they promised an answer“; due 2026-03-18",
        ),
        (
            "Dimo to arrange a meeting with Metro in two weeks",
            "client Метро Кеш енд Кери; next „arrange a meeting with Metro“; as meeting; due 2026-03-25; by Димо Русев",
        ),
        (
            "@Petya send the offer to Vitosha Stroy by Friday",
            "client Витоша Строй; next „send the offer to Vitosha Stroy“; due 2026-03-13; by Петя Николова",
        ),
        (
            "Called Stoyan from New Firm, wants nothing",
            "call by us; said „wants nothing“; ? UnknownName(Person) „Stoyan“; ? UnknownName(Client) „New Firm“",
        ),
        (
            "Called Ivan, wants more time",
            "call by us; with Иван Петров or Иван Стоянов; said „wants more time“; ? SeveralNames(Person) „Ivan“; ? NoClient",
        ),
        (
            "Called Ivan from Rodopi Mleko",
            "call by us; client Родопи Млеко ЕАД; with Иван Стоянов",
        ),
        (
            "Alfa want a new contract",
            "something; client Алфа Инвест or Алфа Трейд; said „Alfa want a new contract“; ? SeveralNames(Client) „Alfa“; ? NoChannel",
        ),
        (
            "Elena to send the invoice by tomorrow",
            "next „send the invoice“; due 2026-03-12; ? NameOfTwoKinds „Elena“",
        ),
        (
            "Heard that Metro is changing its director",
            "observation; client Метро Кеш енд Кери; said „that Metro is changing its director“",
        ),
        (
            "Billa: complaint about a batch of 12.50 kg",
            "something; client Билла България; said „complaint about a batch of 12.50 kg“; ? NoChannel",
        ),
        (
            "Vitosha Stroy, on 31.02 the contract ends",
            "something; client Витоша Строй; said „on 31.02 the contract ends“; ? NoSuchDay „on 31.02“; ? NoChannel",
        ),
        (
            "called Kolev, by the day after tomorrow",
            "call by us; so client Витоша Строй; with Петър Колев; next something; due 2026-03-13; ? NothingDue „by the day after tomorrow“",
        ),
        (
            "Anna Smith emailed me, wants to meet next week",
            "email by them; so client Метро Кеш енд Кери; with Anna Smith; said „wants to meet next week“; next „wants to meet“; due 2026-03-20",
        ),
        (
            "Metro, delivery on 12/04, confirm by 05/04",
            "something; client Метро Кеш енд Кери; said „delivery on 12/04“; next „confirm“; due 2026-04-05 or 2026-05-04; ? SeveralDays „by 05/04“; ? NoChannel",
        ),
        (
            "Metro, confirm delivery by 25/04",
            "client Метро Кеш енд Кери; next „confirm delivery“; due 2026-04-25",
        ),
        (
            "Hlebna Kashta will pay in 30 days, update the contract next week",
            "something; client Хлебна къща ООД; said „Hlebna Kashta will pay in 30 days“; next „update the contract“; due 2026-03-20; ? NoChannel",
        ),
        (
            "Emailed Dimitrov about the claim, Petya will check the stock by tomorrow",
            "email by us; so client Метро Кеш енд Кери; with Георги Димитров; said „about the claim“; next „check the stock“; due 2026-03-12; by Петя Николова",
        ),
        (
            "Conference with Stefan Kostov and Petar Kolev, both look for a supplier",
            "seminar; with Стефан Костов; with Петър Колев; said „both look for a supplier“; ? NoClient",
        ),
        (
            "Maria Ilieva wrote that she is leaving; find out who replaces her by the end of March",
            "email by them; so client Родопи Млеко ЕАД; with Мария Илиева; said „that she is leaving“; next „find out who replaces her“; due 2026-03-31",
        ),
        (
            "I'll send Ivan Petrov the new catalogue on the 20th",
            "so client Хлебна къща ООД; with Иван Петров; next „I'll send Ivan Petrov the new catalogue“; due 2026-03-20",
        ),
        (
            "Quick chat with Anna Smith on Teams, all good",
            "message; so client Метро Кеш енд Кери; with Anna Smith; said „Quick, all good“",
        ),
        (
            "Ivan Petrov, Hlebna Kashta, meeting, happy, call him in a month",
            "meeting; client Хлебна къща ООД; with Иван Петров; said „happy“; next „call him“; as call; due 2026-04-11",
        ),
    ]);
}
