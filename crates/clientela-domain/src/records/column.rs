//! The canonical columns of files of clients, people and interactions; the words of the mapping file,
//! the API and the pages. Where the book has a field of that name, the column is called like it.

macro_rules! record_columns {
    ($($(#[$doc:meta])* $name:ident = $text:literal),+ $(,)?) => {
        /// A canonical column of a file of clients, people or interactions.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum RecordColumn { $($(#[$doc])* $name),+ }

        impl RecordColumn {
            /// Every column of any such file.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The canonical name, as in map files and the API.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$name => $text),+ }
            }
        }
    };
}

record_columns! {
    /// Key by which the exporting system knows the record.
    Code = "code",
    /// Name of a client.
    Name = "name",
    /// Name as registered.
    LegalName = "legal_name",
    /// Legal form.
    LegalForm = "legal_form",
    /// ЕИК or number of another national register.
    RegistrationNumber = "registration_number",
    /// VAT number.
    VatNumber = "vat_number",
    /// The organisation above a client: code or name.
    Parent = "parent",
    /// What kind of organisation it is.
    Sector = "sector",
    /// City.
    City = "city",
    /// Address.
    Address = "address",
    /// Country.
    Country = "country",
    /// Telephone; of a person, one or more.
    Phone = "phone",
    /// Mobile telephone of a person, one or more.
    Mobile = "mobile",
    /// E-mail; of a person, one or more.
    Email = "email",
    /// Web address.
    Website = "website",
    /// Who answers for the client, or who of ours took part: e-mail or name.
    Owner = "owner",
    /// Who stands in for the owner.
    Substitute = "substitute",
    /// Tags between commas.
    Tags = "tags",
    /// How the client came.
    Origin = "origin",
    /// More about how it came.
    OriginNote = "origin_note",
    /// Since when it is a client.
    AcquiredOn = "acquired_on",
    /// Days between contacts.
    RhythmDays = "rhythm_days",
    /// Whole name of a person.
    FullName = "full_name",
    /// Given names.
    GivenName = "given_name",
    /// Family name.
    FamilyName = "family_name",
    /// Form of address.
    Honorific = "honorific",
    /// The client a person belongs to, or with which something happened: code or name.
    Account = "account",
    /// Position of a person.
    Title = "title",
    /// Department of a person.
    Unit = "unit",
    /// Since when a person is there.
    FirstDay = "first_day",
    /// Until when.
    LastDay = "last_day",
    /// Languages of a person.
    Languages = "languages",
    /// Consent.
    Consent = "consent",
    /// Since when the consent stands.
    ConsentDay = "consent_day",
    /// On what basis the data is kept.
    LawfulBasis = "lawful_basis",
    /// Day after which the data is to go.
    RetainUntil = "retain_until",
    /// A person's birthday.
    Birthday = "birthday",
    /// Day of an interaction.
    Day = "day",
    /// Their people in an interaction.
    Person = "person",
    /// How people met.
    Channel = "channel",
    /// Who began it.
    Direction = "direction",
    /// How long, in minutes.
    DurationMinutes = "duration_minutes",
    /// What was said and done.
    Summary = "summary",
    /// How it felt.
    Mood = "mood",
    /// Whether somebody was asked whom else they know.
    Asked = "asked",
    /// A note; of an obligation, proof or a reason.
    Note = "note",
    /// Who owes.
    Debtor = "debtor",
    /// What is owed.
    What = "what",
    /// What kind of thing is owed.
    ObligationKind = "kind",
    /// Where it is written.
    Source = "source",
    /// What has to come true first.
    Condition = "condition",
    /// Since when it is owed.
    MadeOn = "made_on",
    /// Until when.
    DueDay = "due_day",
    /// Days of grace.
    GraceDays = "grace_days",
    /// From 1 to 3.
    Importance = "importance",
    /// What became of it.
    State = "state",
    /// When that was.
    ClosedOn = "closed_on",
    /// Roles of somebody in the purchase.
    Role = "role",
    /// What somebody thinks of us.
    Attitude = "attitude",
    /// How much somebody weighs, from 1 to 5.
    Influence = "influence",
    /// Can somebody stop a decision alone?
    Veto = "veto",
    /// To whom somebody reports.
    ReportsTo = "reports_to",
    /// The kind of a tie to somebody else.
    Tie = "tie",
    /// To whom a tie leads.
    TieTo = "tie_to",
    /// How strong a tie is.
    Strength = "strength",
    /// Given or received.
    GiftDirection = "gift_direction",
    /// What kind of gift.
    GiftKind = "gift_kind",
    /// On what occasion.
    Occasion = "occasion",
    /// For what business reason.
    Reason = "reason",
    /// Under which document it is booked, or where it is written.
    Document = "document",
    /// What a gift is worth.
    Value = "value",
    /// In which currency.
    Currency = "currency",
    /// Whether the receiver is a public official.
    Official = "official",
    /// Day of an award or a decision.
    DecisionDay = "decision_day",
    /// What was recorded of an execution.
    ExecutionKind = "execution_kind",
    /// What a complaint is about.
    ComplaintClass = "class",
    /// The day the client asked for.
    RequestedDay = "requested_day",
    /// The day promised.
    PromisedDay = "promised_day",
    /// The day it was done.
    DoneDay = "done_day",
    /// Quantity ordered.
    Ordered = "ordered",
    /// Quantity delivered.
    Delivered = "delivered",
    /// Quantity the client accepted.
    Received = "received",
    /// Defective units.
    Defects = "defects",
    /// Who moved the promised day.
    MovedBy = "moved_by",
    /// Who supports whom.
    Side = "side",
    /// By what.
    SupportKind = "support_kind",
    /// Before whom, or to whom.
    BeforeWhom = "before_whom",
    /// Name, logo or both.
    Mark = "mark",
    /// The last day of something that lasts.
    UntilDay = "until_day",
    /// What we say it was worth.
    Stated = "stated",
    /// What the client confirmed it was worth.
    Confirmed = "confirmed",
    /// When the client confirmed it.
    ConfirmedOn = "confirmed_on",
    /// Who confirmed it.
    ConfirmedBy = "confirmed_by",
    /// When it was thanked for.
    ThankedOn = "thanked_on",
    /// When an incident was settled.
    SettledOn = "settled_on",
    /// Who of their people came.
    Attended = "attended",
    /// With whom an agreement on confidentiality was made.
    WithWhom = "with_whom",
    /// What is kept confidential.
    Scope = "scope",
    /// Who may know.
    MayKnow = "may_know",
    /// What an agreement says.
    AgreementText = "text",
    /// Number of an agreement.
    AgreementNumber = "agreement_number",
    /// What an agreement is about.
    AgreementTitle = "agreement_title",
    /// When it was signed.
    SignedOn = "signed_on",
    /// Its first day.
    ValidFrom = "valid_from",
    /// Its last day.
    ValidTo = "valid_to",
    /// Days of notice before its end.
    NoticeDays = "notice_days",
    /// Without notice it goes on.
    AutoRenew = "auto_renew",
    /// Discount on everything, in per cent.
    Discount = "discount",
    /// Days until payment.
    PaymentDays = "payment_days",
    /// Credit we give.
    CreditLimit = "credit_limit",
    /// Guarantee we give.
    Guarantee = "guarantee",
    /// A product or a group of an agreement.
    Product = "product",
    /// Price of one unit of it.
    ProductPrice = "product_price",
    /// Discount on it, in per cent.
    ProductDiscount = "product_discount",
    /// Number of a clause.
    ClauseNumber = "clause_number",
    /// What a clause says.
    ClauseText = "clause_text",
    /// What a clause is about.
    Dimension = "dimension",
    /// What is measured.
    Metric = "metric",
    /// What is promised.
    Target = "target",
    /// In what it is counted.
    TargetUnit = "target_unit",
    /// By how much it may be missed.
    Tolerance = "tolerance",
    /// Days by which a delivery may come late.
    LateDays = "late_days",
    /// For which span of days it is measured.
    ClausePeriod = "clause_period",
    /// What a miss costs, by tiers.
    CreditTiers = "credit_tiers",
    /// Of which amount.
    CreditFee = "credit_fee",
    /// What comes of a problem for the client.
    Harm = "harm",
    /// What it costs the client.
    Cost = "cost",
    /// Who of the client's people says so.
    SaidBy = "said_by",
    /// What we propose.
    Solution = "solution",
    /// What else could be done.
    Alternatives = "alternatives",
    /// What we say our solution was worth.
    Shown = "shown",
    /// Whoever answered decides about buying.
    Decides = "decides",
    /// Would they recommend us, 0 to 10.
    Recommend = "recommend",
    /// How satisfied they are, 1 to 5.
    Satisfied = "satisfied",
    /// How easy it is to work with us, 1 to 7.
    Effort = "effort",
    /// With whom we speak at a prospect.
    ContactPerson = "contact",
    /// How a prospect came.
    ProspectSource = "prospect_source",
    /// More about how it came.
    SourceDetail = "source_detail",
    /// Who gave it to us: a client or a person.
    Referrer = "referrer",
    /// When it came.
    ReferredOn = "referred_on",
    /// Does it need what we sell?
    FunctionalNeed = "need",
    /// Does it wish for the standing that comes with it?
    PrestigeNeed = "prestige",
    /// Can it pay?
    Ability = "ability",
    /// May the person we talk with decide?
    Authority = "authority",
    /// Can we reach that person?
    Access = "access",
    /// Whence the answers are known.
    Evidence = "evidence",
    /// What is to be done next.
    NextStep = "next_step",
    /// When.
    NextOn = "next_on",
    /// When it became a client.
    WonOn = "won_on",
    /// Which competitor: who stands at a client, or against whom we stand.
    Competitor = "competitor",
    /// Which group of products.
    ProductGroup = "product_group",
    /// At least so many per cent of what the client buys.
    ShareLow = "share_low",
    /// At most so many.
    ShareHigh = "share_high",
    /// Their price where ours is 100.
    PriceIndex = "price_index",
    /// When their contract ends.
    ContractEnd = "contract_end",
    /// Since when they stand there.
    Since = "since",
    /// Whence it is known.
    KnownFrom = "known_from",
    /// In which days.
    Period = "period",
    /// At least so much.
    AmountLow = "amount_low",
    /// At most so much.
    AmountHigh = "amount_high",
    /// How sure it is, in per cent.
    Confidence = "confidence",
    /// What a threat is about.
    ThreatKind = "threat_kind",
    /// How likely, 1 to 5.
    Likelihood = "likelihood",
    /// How bad, 1 to 5.
    Severity = "severity",
    /// What is prepared.
    Prepared = "prepared",
    /// By what it will be noticed.
    EarlySign = "early_sign",
    /// When it is looked at again.
    ReviewDay = "review_day",
    /// Which groups of products.
    ProductGroups = "product_groups",
    /// What it is worth at most.
    ValueHigh = "value_high",
    /// Since when somebody works on it.
    OpenedOn = "opened_on",
    /// When it is expected to be decided.
    ExpectedOn = "expected_on",
    /// Of which prospect.
    OfProspect = "prospect",
    /// Somebody who gives names, or a firm that finds and qualifies.
    SpotterKind = "spotter_kind",
    /// Where the written contract is.
    Contract = "contract",
    /// For a name that was accepted.
    FeeName = "fee_name",
    /// For a prospect that qualified.
    FeeQualified = "fee_qualified",
    /// Of the net revenue of the first year, in per cent.
    FeeShare = "fee_share",
    /// Days within which a success that falls through is given back in part.
    WindowDays = "window_days",
    /// The most that one prospect may bring.
    MostByProspect = "most_by_prospect",
    /// The price of each delivered list.
    ListPrice = "list_price",
    /// Where the employer's consent is written.
    EmployerConsent = "employer_consent",
    /// Where the tax document is.
    TaxDocument = "tax_document",
    /// Hours it takes.
    Hours = "hours",
    /// Why it did not take place.
    MissedReason = "missed_reason",
}

impl RecordColumn {
    /// Columns of a file of clients, in the order of the mapping page.
    pub const OF_ACCOUNTS: &'static [Self] = &[
        Self::Code,
        Self::Name,
        Self::LegalName,
        Self::LegalForm,
        Self::RegistrationNumber,
        Self::VatNumber,
        Self::Parent,
        Self::Sector,
        Self::City,
        Self::Address,
        Self::Country,
        Self::Phone,
        Self::Email,
        Self::Website,
        Self::Owner,
        Self::Substitute,
        Self::Tags,
        Self::Origin,
        Self::OriginNote,
        Self::AcquiredOn,
        Self::RhythmDays,
        Self::Note,
    ];

    /// Columns of a file of people.
    pub const OF_PEOPLE: &'static [Self] = &[
        Self::Code,
        Self::FullName,
        Self::GivenName,
        Self::FamilyName,
        Self::Honorific,
        Self::Account,
        Self::Title,
        Self::Unit,
        Self::Email,
        Self::Phone,
        Self::Mobile,
        Self::Website,
        Self::Address,
        Self::Languages,
        Self::FirstDay,
        Self::LastDay,
        Self::Consent,
        Self::ConsentDay,
        Self::LawfulBasis,
        Self::RetainUntil,
        Self::Birthday,
        Self::Note,
    ];

    /// Columns of a file of interactions.
    pub const OF_INTERACTIONS: &'static [Self] = &[
        Self::Code,
        Self::Day,
        Self::Account,
        Self::Person,
        Self::Channel,
        Self::Direction,
        Self::DurationMinutes,
        Self::Summary,
        Self::Mood,
        Self::Asked,
        Self::Owner,
    ];

    /// Columns of a file of obligations.
    pub const OF_OBLIGATIONS: &'static [Self] = &[
        Self::Code,
        Self::Account,
        Self::Debtor,
        Self::What,
        Self::ObligationKind,
        Self::Origin,
        Self::Source,
        Self::Person,
        Self::Owner,
        Self::MadeOn,
        Self::Condition,
        Self::DueDay,
        Self::GraceDays,
        Self::Importance,
        Self::State,
        Self::ClosedOn,
        Self::Note,
    ];

    /// Columns of a file of a people map.
    pub const OF_PEOPLE_MAP: &'static [Self] = &[
        Self::Account,
        Self::Person,
        Self::Title,
        Self::Unit,
        Self::Role,
        Self::Attitude,
        Self::Influence,
        Self::Veto,
        Self::ReportsTo,
        Self::Owner,
        Self::Tie,
        Self::TieTo,
        Self::Strength,
        Self::Day,
        Self::LastDay,
        Self::Note,
    ];

    /// Columns of a register of gifts.
    pub const OF_GIFTS: &'static [Self] = &[
        Self::Code,
        Self::Account,
        Self::GiftDirection,
        Self::Person,
        Self::Owner,
        Self::GiftKind,
        Self::What,
        Self::Occasion,
        Self::Reason,
        Self::Document,
        Self::Value,
        Self::Currency,
        Self::Official,
        Self::Day,
        Self::DecisionDay,
    ];

    /// Columns of a file of support.
    pub const OF_SUPPORT: &'static [Self] = &[
        Self::Code,
        Self::Account,
        Self::Side,
        Self::SupportKind,
        Self::What,
        Self::BeforeWhom,
        Self::Person,
        Self::Owner,
        Self::Mark,
        Self::Document,
        Self::Day,
        Self::UntilDay,
        Self::Stated,
        Self::Confirmed,
        Self::Currency,
        Self::ConfirmedOn,
        Self::ConfirmedBy,
        Self::ThankedOn,
        Self::SettledOn,
        Self::Attended,
        Self::State,
        Self::Note,
    ];

    /// The column of a canonical name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|column| column.name() == name)
    }
}
