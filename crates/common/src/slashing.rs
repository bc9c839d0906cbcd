//! Slashing as its siblings see it: the reasons it calls them with.

crate::wire_enum! {
    /// What a subject is penalised for.
    pub enum Reason {
        /// Missed deadlines of jobs.
        Timeout = 1,
        /// Long silence.
        Offline = 2,
        /// Results found invalid.
        InvalidResult = 3,
        /// Proven malice.
        Malicious = 4,
    }
}
