//! The words by which time served is known.

/// Words between a number and its unit.
pub(super) const BETWEEN: &str =
    "of full solid whole consecutive continuous additional further review performance promotion plus";
/// Words before a number that do not change it.
pub(super) const BEFORE: &str = "\
    at least minimum of a more than over about roughly around approximately the last past typically usually \
    between no less fewer";
/// Time that is ahead, or that a beginner is given.
pub(super) const PLANNED: &str = "next coming following first initial early within trial probation every each";
pub(super) const DENIED: &str = "not never without regardless irrespective whatever whether rather instead nor";
/// Words that claim time as a merit.
pub(super) const CLAIMS: &str = "\
    has have having with brings bring requires require required needs need after spent served completed minimum";
pub(super) const EXPERIENCE: &str = "experience exp";
/// Experience of these may be what somebody works on.
pub(super) const WORKED_ON: &str = "customer user developer employee client player patient";
pub(super) const SERVICE: &str = "service tenure seniority employment practice";
/// Words after "service" if it is not the first half of another noun.
pub(super) const GOES_ON: &str = "in with at as and or to before is are";
/// Words that part a length of time from what follows.
pub(super) const PARTS: &str = "\
    to for from that which who until after before with by on while when another other different each every all \
    several";
pub(super) const ROLES: &str = "role position post job seat industry profession";
pub(super) const LEVELS: &str = "level grade band title";
/// Words before a level of a ladder: not "company", nor "team".
pub(super) const OF_A_LADDER: &str = "\
    the this that a an same their his her your current previous lower prior senior junior staff similar \
    equivalent comparable present";
/// Fields of work, which are tenure only where somebody claims the time.
pub(super) const FIELDS: &str = "\
    field domain discipline company management leadership engineering development software design technology \
    tech support sales marketing research";
pub(super) const PEOPLE_BY_ROLE: &str = "\
    engineer developer manager designer lead leader architect director analyst scientist researcher head \
    contributor ic supervisor specialist consultant writer programmer senior staff principal junior associate \
    professional practitioner agent";
pub(super) const LED: &str = "people person team teams engineers managers designers developers reports others staff";
pub(super) const AT_WORK: &str = "\
    working managing leading supervising building developing designing writing programming coding shipping \
    supporting testing operating doing practising practicing selling mentoring teaching engineering maintaining";
/// Activities with others, whose time is their own.
pub(super) const WITH_OTHERS: &str = "\
    mentors mentoring mentor coaches coaching coach leads leading manages managing manage hires hiring hire recruits \
    recruiting recruit interviews interviewing interview trains training teaches teaching teach onboards onboarding \
    onboard supports supporting helps helping help guides guiding guide advises advising advise supervises supervising \
    supervise reviews reviewing develops developing grows growing sponsors sponsoring";
pub(super) const TOGETHER: &str = "work works working pair pairs pairing collaborates collaborating";
pub(super) const OTHERS: &str = "\
    people person others team colleague peer teammate member candidate applicant hire newcomer starter report employee \
    staff apprentice intern graduate customer client user volunteer somebody someone anybody anyone";
/// Words between others and their time: "people who have had", "somebody with already".
pub(super) const HELD: &str =
    "with who that having have has had bring brings been spent served completed already only just still";
/// "5+ years in advance" is no time served.
pub(super) const NO_WORK: &str = "advance total length duration scope production use service operation a the row";
