//! Reports, what they hold and whom they freeze.
use {
    crate::book::Book,
    hypernode_test_kit::{pda, Pubkey, Record, Value},
    std::collections::BTreeMap,
};

/// Moves of a report; anything else is forbidden.
const MOVES: [(u64, u64); 13] = [
    (1, 2),
    (1, 7),
    (1, 8),
    (2, 3),
    (2, 5),
    (2, 6),
    (2, 7),
    (3, 4),
    (3, 7),
    (4, 5),
    (4, 6),
    (4, 7),
    (5, 6),
];
/// States in which voters are paid.
const EXECUTED: u64 = 6;
const DISMISSED: u64 = 7;
/// First state in which a report is over.
const FIRST_ENDED: u64 = 6;

/// 15: a report makes allowed moves and ends once; a position it slashed stays slashed by it.
pub fn check_step(book: &Book, before: &BTreeMap<Pubkey, Record>) {
    for (key, old) in before.iter().filter(|(_, old)| old.name == "Report") {
        let from = old.u64("status");
        let Some(new) = book.get(key) else {
            assert!(
                from >= FIRST_ENDED,
                "15: {key} was closed while it was open"
            );
            continue;
        };
        let to = new.u64("status");
        assert!(
            from == to || MOVES.contains(&(from, to)),
            "15: {key} went from {from} to {to}"
        );
        let (done, still) = (old.u64("done_mask"), new.u64("done_mask"));
        assert_eq!(done & still, done, "15: {key} forgot a position it slashed");
        assert!(
            new.u64("slashed") == old.u64("slashed") || done != still,
            "15: {key} slashed a position twice"
        );
        for fixed in [
            "subject",
            "subject_authority",
            "reporter",
            "evidence",
            "reason",
            "bps",
            "bond",
        ] {
            assert_eq!(
                old.get(fixed),
                new.get(fixed),
                "15: {fixed} of {key} changed"
            );
        }
    }
}

/// State in which an appeal is open: later its bond is in the pot, or went back.
const APPEALED: u64 = 3;

/// 15: what the vault owes is the bonds of open reports and the shares that voters have not claimed; no party of a
/// report votes on it.
fn check_purse(book: &Book, state: &Record) {
    let mut paid: BTreeMap<Pubkey, u64> = BTreeMap::new();
    for (key, vote) in book.all("ReportVote") {
        let report = book.get(&vote.key("report")).expect("a report");
        let voter = vote.key("validator");
        assert!(
            voter != report.key("reporter") && voter != report.key("subject_authority"),
            "15: {key} is the vote of a party"
        );
        if *vote.get("paid") == Value::Bool(true) {
            *paid.entry(vote.key("report")).or_default() += 1;
        }
    }
    let (mut bonds, mut pots) = (0, 0);
    for (key, report) in book.all("Report") {
        let status = report.u64("status");
        if status < FIRST_ENDED {
            bonds += report.u64("bond");
        }
        if status == APPEALED {
            bonds += report.u64("appeal_bond");
        }
        let named = u64::from(report.u64("paid_mask").count_ones());
        let paid = paid.get(&key).copied().unwrap_or_default() + named;
        pots += report.u64("voter_pot") - paid * share(report);
    }
    assert_eq!(state.u64("bonds_held"), bonds, "15: bonds of open reports");
    assert_eq!(state.u64("pots_held"), pots, "15: pots of reports");
}

/// What a voter of the right side gets of an ended report.
fn share(report: &Record) -> u64 {
    let Value::List(named) = report.get("fault_voters") else {
        panic!("a list")
    };
    let named = named
        .iter()
        .filter(|voter| **voter != Value::Key(Pubkey::default()));
    let voters = match report.u64("status") {
        EXECUTED => report.u64("confirms") + report.u64("upholds") + named.count() as u64,
        DISMISSED => report.u64("rejects") + report.u64("overturns"),
        _ => 0,
    };
    report.u64("voter_pot").checked_div(voters).unwrap_or(0)
}

/// 15: the vault holds every bond and pot; whom a report is open about is frozen.
pub fn check_sums(book: &Book) {
    let state = book
        .get(&pda("slashing", &[b"state"]))
        .expect("State of slashing");
    let held = state.u64("bonds_held") + state.u64("pots_held");
    let vault = book.balance(&pda("slashing", &[b"bond_vault"]));
    assert!(vault >= held, "15: bond vault");
    check_purse(book, state);
    let mut open: BTreeMap<Pubkey, u64> = BTreeMap::new();
    let reports = book
        .all("Report")
        .filter(|(_, report)| report.u64("status") < FIRST_ENDED);
    for (_, report) in reports {
        *open.entry(report.key("subject")).or_default() += 1;
    }
    for (key, bond) in book.all("Bond") {
        let reports = open.get(&bond.key("subject")).copied().unwrap_or(0);
        assert_eq!(bond.u64("frozen"), reports, "15: reports about bond {key}");
    }
    for (key, node) in book.all("Node") {
        let reports = open.get(&key).copied().unwrap_or(0);
        assert_eq!(
            node.u64("open_reports"),
            reports,
            "15: reports about node {key}"
        );
    }
}
