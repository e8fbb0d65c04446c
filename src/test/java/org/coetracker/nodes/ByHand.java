package org.coetracker.nodes;

import java.util.Arrays;
import java.util.List;

/**
 * What has to come of the {@link Story}, worked out by hand from the promises of the service: who is told what, when.
 *
 * <p>Storage is in Auckland: its day begins at 11:00Z, and at 12:00Z from April 5 on, as summer ends there on April 4.
 * Platform is in Berlin: 23:00Z, and 22:00Z from the day after the switch of March 28 on. The company is in Los Angeles:
 * 08:00Z, and 07:00Z from the day after the switch of March 14 on.
 *
 * <p>Ana, Olaf, Carol and Lea get mail at once, Mia not between 20:30 and 06:30 in Auckland (07:30Z to 17:30Z, then 08:30Z
 * to 18:30Z), Vera never. Digests come at 08:30: Ben's in Auckland (19:30Z, then 20:30Z), Paul's in Berlin (07:30Z, then
 * 06:30Z), not at weekends. The jobs run at the full hour, and what they told is mailed at the half hour.
 */
final class ByHand {

    /** Rows in the order of time; what begins with # says why the next ones are as they are. */
    private static final String TABLE = """
            # Monday. Ana files COE-1: others hear of what they are to do, she does not hear of what she did herself.
            2027-02-22 00:00Z  coe.filed         COE-1     -> nobody
            2027-02-22 00:00Z  action.committed  COE-1-A1  -> nobody
            2027-02-22 00:00Z  action.committed  COE-1-A2  -> ben
            2027-02-22 00:00Z  action.committed  COE-1-A3  -> nobody
            2027-02-22 00:00Z  action.committed  COE-1-A4  -> ben
            2027-02-22 00:00Z  action.committed  COE-1-A5  -> olaf
            # A3 is due on March 1: today is seven days before. A6 and A7 are ideas, and chased by nobody.
            2027-02-22 00:00Z  action.due_soon   COE-1-A3  -> ana (7 days left)
            2027-02-22 00:30Z  mail to ana: COE-1-A3 is due on 2027-03-01
            2027-02-22 00:30Z  mail to olaf: COE-1-A5 is to be done
            2027-02-22 01:00Z  coe.submitted     COE-1     -> mia
            2027-02-22 01:30Z  mail to mia: COE-1 waits for its review
            2027-02-22 02:00Z  coe.approved      COE-1     -> ana
            2027-02-22 02:30Z  mail to ana: COE-1 was approved
            2027-02-22 19:30Z  mail to ben: COE-1-A2 is to be done | COE-1-A4 is to be done

            # A7 by the policy: sev2, 30 days: March 26, Good Friday; after the weekend Easter Monday; so March 30.
            2027-02-24 00:00Z  action.committed  COE-1-A7  -> ben
            # A3 is done long before its date: no more reminders of it.
            2027-02-24 03:00Z  action.done       COE-1-A3  -> vera
            2027-02-24 19:30Z  mail to ben: COE-1-A7 is to be done

            # A2 is due on March 5: seven days before.
            2027-02-25 11:00Z  action.due_soon   COE-1-A2  -> ben (7 days left)
            2027-02-25 19:30Z  mail to ben: COE-1-A2 is due on 2027-03-05

            # Olaf is switched off: the managers hear at once. COE-3 is restricted: mail says nothing of it.
            2027-03-01 00:00Z  coe.filed         COE-2     -> nobody
            2027-03-01 00:00Z  action.committed  COE-2-A1  -> ana
            2027-03-01 00:00Z  coe.filed         COE-3     -> nobody
            2027-03-01 00:00Z  action.committed  COE-3-A1  -> lea
            2027-03-01 00:00Z  action.unowned    COE-1-A5  -> mia
            2027-03-01 00:30Z  mail to ana: COE-2-A1 is to be done
            2027-03-01 00:30Z  mail to lea: There is something to look at
            2027-03-01 00:30Z  mail to mia: COE-1-A5 has no owner who is there
            2027-03-01 01:00Z  coe.submitted     COE-3     -> carol
            2027-03-01 01:30Z  mail to carol: There is something to look at
            2027-03-01 02:00Z  coe.approved      COE-3     -> lea
            2027-03-01 02:30Z  mail to lea: There is something to look at

            # March 3 in Auckland: seven days before A1, two before A2; A3 was watched until today. Vera wants no mail.
            2027-03-02 11:00Z  action.due_soon   COE-1-A1  -> ana (7 days left)
            2027-03-02 11:00Z  action.due_soon   COE-1-A2  -> ben (2 days left)
            2027-03-02 11:00Z  action.verification_due  COE-1-A3  -> vera
            2027-03-02 11:30Z  mail to ana: COE-1-A1 is due on 2027-03-10
            2027-03-02 19:30Z  mail to ben: COE-1-A2 is due on 2027-03-05

            # March 5: A2 is due today, A4 in seven days. One digest has both.
            2027-03-04 11:00Z  action.due_soon   COE-1-A2  -> ben (0 days left)
            2027-03-04 11:00Z  action.due_soon   COE-1-A4  -> ben (7 days left)
            2027-03-04 19:30Z  mail to ben: COE-1-A2 is due on 2027-03-05 | COE-1-A4 is due on 2027-03-12

            # March 6, a Saturday: A2 is overdue. Mia hears when her quiet hours end.
            2027-03-05 11:00Z  action.overdue    COE-1-A2  -> mia (due_date)
            2027-03-05 17:30Z  mail to mia: COE-1-A2 is overdue, it was due on 2027-03-05

            # COE-2 was to be submitted within five days: by March 6. Paul's Sunday is quiet, he reads it on Monday.
            2027-03-06 23:00Z  coe.late          COE-2     -> ana, paul (submission, step 0)
            2027-03-06 23:30Z  mail to ana: COE-2 was not submitted in time
            # In Los Angeles March 7 begins: seven days before COE-3-A1.
            2027-03-07 08:00Z  action.due_soon   COE-3-A1  -> lea (7 days left)
            2027-03-07 08:30Z  mail to lea: There is something to look at
            2027-03-07 11:00Z  action.due_soon   COE-1-A1  -> ana (2 days left)
            2027-03-07 11:30Z  mail to ana: COE-1-A1 is due on 2027-03-10
            2027-03-08 07:30Z  mail to paul: COE-2 was not submitted in time

            # A1 is done a day early, and watched until March 16.
            2027-03-09 00:00Z  action.done       COE-1-A1  -> vera
            2027-03-09 11:00Z  action.due_soon   COE-1-A4  -> ben (2 days left)
            2027-03-09 19:30Z  mail to ben: COE-1-A4 is due on 2027-03-12

            # March 11: the check of A3 was to be made within seven days after March 3.
            2027-03-10 11:00Z  action.overdue    COE-1-A3  -> mia (verification)
            2027-03-10 17:30Z  mail to mia: COE-1-A3 was not verified in time
            2027-03-11 11:00Z  action.due_soon   COE-1-A4  -> ben (0 days left)
            2027-03-11 19:30Z  mail to ben: COE-1-A4 is due on 2027-03-12
            2027-03-12 08:00Z  action.due_soon   COE-3-A1  -> lea (2 days left)
            2027-03-12 08:30Z  mail to lea: There is something to look at

            # March 13: A4 is overdue. A2 waits for seven days: up to Paul, who reads it on Monday. A5 has no owner who is
            # there, so that its reminders go to Mia.
            2027-03-12 11:00Z  action.due_soon   COE-1-A5  -> mia (7 days left)
            2027-03-12 11:00Z  action.escalated  COE-1-A2  -> paul (due_date, step 1)
            2027-03-12 11:00Z  action.overdue    COE-1-A4  -> mia (due_date)
            2027-03-12 17:30Z  mail to mia: COE-1-A4 is overdue, it was due on 2027-03-12 | COE-1-A5 is due on 2027-03-20
            # COE-2 has been late for seven days.
            2027-03-13 23:00Z  coe.late          COE-2     -> carol (submission, step 1)
            2027-03-13 23:30Z  mail to carol: COE-2 was not submitted in time
            # March 14, due today: the day that loses an hour in Los Angeles begins at 08:00Z and ends at 07:00Z.
            2027-03-14 08:00Z  action.due_soon   COE-3-A1  -> lea (0 days left)
            2027-03-14 08:30Z  mail to lea: There is something to look at

            # Mia accepts the risk of A4, which Paul approves. Ben hears of the decision, and not also of what came of it.
            2027-03-15 00:00Z  action.decided    COE-1-A4  -> ben (due_date)
            2027-03-15 00:00Z  action.refused    COE-1-A4  -> paul
            2027-03-15 07:00Z  action.overdue    COE-3-A1  -> carol (due_date)
            2027-03-15 07:30Z  mail to carol: There is something to look at
            2027-03-15 07:30Z  mail to paul: COE-1-A2 is overdue, it was due on 2027-03-05, and nobody has decided \
            | COE-1-A4 will not be done
            # March 16: A1 was watched until today.
            2027-03-15 11:00Z  action.verification_due  COE-1-A1  -> vera
            2027-03-15 19:30Z  mail to ben: COE-1-A4 will not be done, by decision; to be looked at again on 2027-04-06
            # COE-2 was to be approved within 14 days: by March 15.
            2027-03-15 23:00Z  coe.late          COE-2     -> ana, paul (approval, step 0)
            2027-03-15 23:30Z  mail to ana: COE-2 was not approved in time
            2027-03-16 07:30Z  mail to paul: COE-2 was not approved in time

            # A1 has worked, and is at its end.
            2027-03-17 08:00Z  action.verified   COE-1-A1  -> ana
            2027-03-17 08:30Z  mail to ana: COE-1-A1 was verified: it works
            # March 18: nobody has decided about the check of A3 for seven days. Two days before A5.
            2027-03-17 11:00Z  action.due_soon   COE-1-A5  -> mia (2 days left)
            2027-03-17 11:00Z  action.escalated  COE-1-A3  -> paul (verification, step 1)
            2027-03-17 17:30Z  mail to mia: COE-1-A5 is due on 2027-03-20
            2027-03-18 07:30Z  mail to paul: COE-1-A3 was not verified in time, and nobody has decided

            # Vera checks A3 at last: it did not work, and is owed again by March 30.
            2027-03-19 08:00Z  action.reopened   COE-1-A3  -> ana
            2027-03-19 08:30Z  mail to ana: COE-1-A3 is owed again
            # March 20: nobody has decided about A2 for 14 days: to the top.
            2027-03-19 11:00Z  action.due_soon   COE-1-A5  -> mia (0 days left)
            2027-03-19 11:00Z  action.escalated  COE-1-A2  -> carol (due_date, step 2)
            2027-03-19 11:30Z  mail to carol: COE-1-A2 is overdue, it was due on 2027-03-05, and nobody has decided
            2027-03-19 17:30Z  mail to mia: COE-1-A5 is due on 2027-03-20

            2027-03-20 11:00Z  action.overdue    COE-1-A5  -> mia (due_date)
            2027-03-20 17:30Z  mail to mia: COE-1-A5 is overdue, it was due on 2027-03-20
            # March 21 in Berlin: COE-2 has been late for 14 days; seven days before COE-2-A1.
            2027-03-20 23:00Z  action.due_soon   COE-2-A1  -> ana (7 days left)
            2027-03-20 23:00Z  coe.late          COE-2     -> carol (submission, step 2)
            2027-03-20 23:30Z  mail to ana: COE-2-A1 is due on 2027-03-28
            2027-03-20 23:30Z  mail to carol: COE-2 was not submitted in time

            # Ana takes A5 over. Olaf, who had it, is not there to hear of that.
            2027-03-21 00:00Z  action.committed  COE-1-A5  -> ana
            2027-03-21 00:00Z  action.decided    COE-1-A5  -> nobody (due_date)
            2027-03-21 00:30Z  mail to ana: COE-1-A5 is to be done

            # Above the company there is nobody: its own manager is told again after seven days.
            2027-03-22 07:00Z  action.escalated  COE-3-A1  -> carol (due_date, step 1)
            2027-03-22 07:30Z  mail to carol: There is something to look at
            # Paul gives A2 another date: April 2. Ben hears of the decision, and not also of what came of it.
            2027-03-22 09:00Z  action.decided    COE-1-A2  -> ben (due_date)
            2027-03-22 09:00Z  action.re_dated    COE-1-A2  -> nobody
            # March 23: seven days before A3 and A7.
            2027-03-22 11:00Z  action.due_soon   COE-1-A3  -> ana (7 days left)
            2027-03-22 11:00Z  action.due_soon   COE-1-A7  -> ben (7 days left)
            2027-03-22 11:30Z  mail to ana: COE-1-A3 is due on 2027-03-30
            # COE-2 is submitted; that its approval is late goes up the ladder.
            2027-03-22 12:00Z  coe.submitted     COE-2     -> paul
            2027-03-22 19:30Z  mail to ben: COE-1-A2 is due on 2027-04-02 now, by decision | COE-1-A7 is due on 2027-03-30
            2027-03-22 23:00Z  coe.late          COE-2     -> carol (approval, step 1)
            2027-03-22 23:30Z  mail to carol: COE-2 was not approved in time
            2027-03-23 07:30Z  mail to paul: COE-2 waits for its review
            2027-03-24 10:00Z  coe.approved      COE-2     -> ana
            2027-03-24 10:30Z  mail to ana: COE-2 was approved

            # The new date of A2 has reminders of its own.
            2027-03-25 11:00Z  action.due_soon   COE-1-A2  -> ben (7 days left)
            2027-03-25 19:30Z  mail to ben: COE-1-A2 is due on 2027-04-02
            2027-03-25 23:00Z  action.due_soon   COE-2-A1  -> ana (2 days left)
            2027-03-25 23:30Z  mail to ana: COE-2-A1 is due on 2027-03-28
            2027-03-27 11:00Z  action.due_soon   COE-1-A3  -> ana (2 days left)
            2027-03-27 11:00Z  action.due_soon   COE-1-A7  -> ben (2 days left)
            2027-03-27 11:30Z  mail to ana: COE-1-A3 is due on 2027-03-30
            2027-03-27 19:30Z  mail to ben: COE-1-A7 is due on 2027-03-30

            # March 28, due today: the day that loses an hour in Berlin begins at 23:00Z and ends at 22:00Z.
            2027-03-27 23:00Z  action.due_soon   COE-2-A1  -> ana (0 days left)
            2027-03-27 23:30Z  mail to ana: COE-2-A1 is due on 2027-03-28
            2027-03-28 22:00Z  action.overdue    COE-2-A1  -> paul (due_date)
            # Easter Monday; Paul has no quiet on it, and his digest comes an hour earlier by the sun.
            2027-03-29 06:30Z  mail to paul: COE-2-A1 is overdue, it was due on 2027-03-28
            2027-03-29 07:00Z  action.escalated  COE-3-A1  -> carol (due_date, step 2)
            2027-03-29 07:30Z  mail to carol: There is something to look at
            2027-03-29 11:00Z  action.due_soon   COE-1-A3  -> ana (0 days left)
            2027-03-29 11:00Z  action.due_soon   COE-1-A7  -> ben (0 days left)
            2027-03-29 11:30Z  mail to ana: COE-1-A3 is due on 2027-03-30
            2027-03-29 19:30Z  mail to ben: COE-1-A7 is due on 2027-03-30

            # Three are done, and nobody was named to check them: the managers hear. A3 was watched until March 3, which
            # is long ago, so that its check is due seven days from now, and not overdue at once.
            2027-03-30 01:00Z  action.done       COE-1-A7  -> mia
            2027-03-30 01:30Z  mail to mia: COE-1-A7 is done, and waits for its verification
            2027-03-30 02:00Z  action.done       COE-1-A3  -> mia
            2027-03-30 02:30Z  mail to mia: COE-1-A3 is done, and waits for its verification
            2027-03-30 09:00Z  action.done       COE-2-A1  -> paul
            2027-03-30 11:00Z  action.due_soon   COE-1-A2  -> ben (2 days left)
            2027-03-30 16:00Z  action.decided    COE-3-A1  -> lea (due_date)
            2027-03-30 16:00Z  coe.amended       COE-3     -> nobody
            2027-03-30 16:30Z  mail to lea: There is something to look at
            2027-03-30 19:30Z  mail to ben: COE-1-A2 is due on 2027-04-02
            2027-03-31 06:30Z  mail to paul: COE-2-A1 is done, and waits for its verification

            # A5 is Ana's by now. A2 comes to its second date.
            2027-03-31 11:00Z  action.due_soon   COE-1-A5  -> ana (7 days left)
            2027-03-31 11:30Z  mail to ana: COE-1-A5 is due on 2027-04-08
            2027-04-01 11:00Z  action.due_soon   COE-1-A2  -> ben (0 days left)
            2027-04-01 19:30Z  mail to ben: COE-1-A2 is due on 2027-04-02
            2027-04-02 11:00Z  action.overdue    COE-1-A2  -> mia (due_date)
            2027-04-02 17:30Z  mail to mia: COE-1-A2 is overdue, it was due on 2027-04-02

            # Summer has ended in Auckland. A3 works now.
            2027-04-05 01:00Z  action.verified   COE-1-A3  -> ana
            2027-04-05 01:30Z  mail to ana: COE-1-A3 was verified: it works
            # April 6: the risk of A4 was accepted until today. Two days before A5.
            2027-04-05 12:00Z  action.due_soon   COE-1-A5  -> ana (2 days left)
            2027-04-05 12:00Z  action.overdue    COE-1-A4  -> mia (accepted_risk)
            2027-04-05 12:30Z  mail to ana: COE-1-A5 is due on 2027-04-08
            2027-04-05 18:30Z  mail to mia: COE-1-A4 was refused, and is to be looked at again
            2027-04-07 00:00Z  action.decided    COE-1-A4  -> ben (accepted_risk)
            2027-04-07 00:00Z  action.reopened   COE-1-A4  -> nobody
            2027-04-07 12:00Z  action.due_soon   COE-1-A5  -> ana (0 days left)
            2027-04-07 12:30Z  mail to ana: COE-1-A5 is due on 2027-04-08
            2027-04-07 20:30Z  mail to ben: COE-1-A4 is due on 2027-04-20 now, by decision

            2027-04-08 03:00Z  action.done       COE-1-A5  -> mia
            2027-04-08 03:30Z  mail to mia: COE-1-A5 is done, and waits for its verification
            2027-04-08 07:00Z  action.due_soon   COE-3-A1  -> lea (7 days left)
            2027-04-08 07:30Z  mail to lea: There is something to look at

            # April 10: A2 waits for seven days once more. Then to the top, once more.
            2027-04-09 12:00Z  action.escalated  COE-1-A2  -> paul (due_date, step 1)
            2027-04-12 06:30Z  mail to paul: COE-1-A2 is overdue, it was due on 2027-04-02, and nobody has decided
            2027-04-12 12:00Z  action.due_soon   COE-1-A4  -> ben (7 days left)
            2027-04-12 20:30Z  mail to ben: COE-1-A4 is due on 2027-04-20
            2027-04-13 07:00Z  action.due_soon   COE-3-A1  -> lea (2 days left)
            2027-04-13 07:30Z  mail to lea: There is something to look at
            2027-04-15 07:00Z  action.due_soon   COE-3-A1  -> lea (0 days left)
            2027-04-15 07:30Z  mail to lea: There is something to look at
            2027-04-15 17:00Z  action.done       COE-3-A1  -> carol
            2027-04-15 17:30Z  mail to carol: There is something to look at
            2027-04-16 12:00Z  action.escalated  COE-1-A2  -> carol (due_date, step 2)
            2027-04-16 12:30Z  mail to carol: COE-1-A2 is overdue, it was due on 2027-04-02, and nobody has decided
            2027-04-17 12:00Z  action.due_soon   COE-1-A4  -> ben (2 days left)
            2027-04-17 20:30Z  mail to ben: COE-1-A4 is due on 2027-04-20
            2027-04-19 12:00Z  action.due_soon   COE-1-A4  -> ben (0 days left)
            2027-04-19 20:30Z  mail to ben: COE-1-A4 is due on 2027-04-20

            # April 21: A4 is overdue again. A7 was done three weeks ago: two to watch and one to judge are over.
            2027-04-20 12:00Z  action.overdue    COE-1-A4  -> mia (due_date)
            2027-04-20 12:00Z  action.overdue    COE-1-A7  -> mia (verification)
            2027-04-20 18:30Z  mail to mia: COE-1-A4 is overdue, it was due on 2027-04-20 \
            | COE-1-A7 was not verified in time
            # Carol decides that A2 is done.
            2027-04-20 20:00Z  action.decided    COE-1-A2  -> ben (due_date)
            2027-04-20 20:00Z  action.done       COE-1-A2  -> mia
            2027-04-20 20:30Z  mail to ben: COE-1-A2 is done, by decision
            2027-04-20 20:30Z  mail to mia: COE-1-A2 is done, and waits for its verification
            # The same three weeks for COE-2-A1, in Berlin. Paul checks it himself.
            2027-04-20 22:00Z  action.overdue    COE-2-A1  -> paul (verification)
            2027-04-21 06:30Z  mail to paul: COE-2-A1 was not verified in time
            2027-04-21 08:00Z  action.verified   COE-2-A1  -> ana
            2027-04-21 08:30Z  mail to ana: COE-2-A1 was verified: it works
            """;

    /** Every flag, at the end: about which day, since when, how far up the ladder, and how it ended. */
    static final List<String> FLAGS = List.of(
            "COE-1-A2 due_date 2027-03-05 flagged 2027-03-05 11:00Z step 2 decided",
            "COE-1-A2 due_date 2027-04-02 flagged 2027-04-02 11:00Z step 2 decided",
            "COE-1-A3 verification 2027-03-10 flagged 2027-03-10 11:00Z step 1 resolved: verification_failed",
            "COE-1-A4 accepted_risk 2027-04-06 flagged 2027-04-05 12:00Z step 0 decided",
            "COE-1-A4 due_date 2027-03-12 flagged 2027-03-12 11:00Z step 0 decided",
            "COE-1-A4 due_date 2027-04-20 flagged 2027-04-20 12:00Z step 0 pending",
            "COE-1-A5 due_date 2027-03-20 flagged 2027-03-20 11:00Z step 0 decided",
            "COE-1-A7 verification 2027-04-20 flagged 2027-04-20 12:00Z step 0 pending",
            "COE-2 approval 2027-03-15 flagged 2027-03-15 23:00Z step 1 resolved: approved",
            "COE-2 submission 2027-03-06 flagged 2027-03-06 23:00Z step 2 resolved: submitted",
            "COE-2-A1 due_date 2027-03-28 flagged 2027-03-28 22:00Z step 0 resolved: completed",
            "COE-2-A1 verification 2027-04-20 flagged 2027-04-20 22:00Z step 0 resolved: verified",
            "COE-3-A1 due_date 2027-03-14 flagged 2027-03-15 07:00Z step 2 decided");

    private ByHand() {}

    /** The rows, with one blank between words. */
    static List<String> rows() {
        return Arrays.stream(TABLE.split("\n"))
                .map(row -> row.replaceAll(" +", " ").strip())
                .filter(row -> !row.isEmpty() && !row.startsWith("#"))
                .sorted()
                .toList();
    }

    /** What the webhook is told, and in which hour: the rows of the types that it asked for. */
    static List<String> toldElsewhere() {
        return rows().stream()
                .map(row -> row.split(" "))
                .filter(words -> Story.TOLD_ELSEWHERE.contains(words[2]))
                // Of what is restricted not even what happened is said.
                .map(words -> words[0] + " " + words[1] + " "
                        + (words[3].startsWith("COE-3") ? "restricted" : words[2] + " " + words[3]))
                .sorted()
                .toList();
    }
}
