//! Who is known, as the parser asks for it.

/// Somebody or something a name may mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate<Id> {
    /// Whom it is.
    pub id: Id,
    /// The name as the book writes it.
    pub name: String,
}

/// A person a name may mean, with the clients the person belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonCandidate<Client, Person> {
    /// Who it is.
    pub person: Candidate<Person>,
    /// Where the person works today.
    pub clients: Vec<Candidate<Client>>,
}

/// The names of a book.
///
/// Asked with one to four words as they stand in the line, in either alphabet and any case. It
/// answers with everybody of whom every word is a whole word of a name (given or family name, a word
/// of the client's name or alias), after folding; beginnings of words are not enough. It is asked
/// often, so it should answer from memory.
pub trait Directory {
    /// Identifies a client organisation.
    type Client: Clone + PartialEq;
    /// Identifies a person on the clients' side.
    type Person: Clone + PartialEq;
    /// Identifies somebody of our firm.
    type Colleague: Clone + PartialEq;

    /// Clients of that name.
    fn clients(&self, name: &str) -> Vec<Candidate<Self::Client>>;
    /// People of that name on the clients' side.
    fn people(&self, name: &str) -> Vec<PersonCandidate<Self::Client, Self::Person>>;
    /// Our own people of that name.
    fn colleagues(&self, name: &str) -> Vec<Candidate<Self::Colleague>>;
}
