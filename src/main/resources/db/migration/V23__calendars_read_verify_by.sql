-- GET /me/calendar.ics shows checks by their day verify_by now, for which there is action_of_verifier.
drop index action_to_verify_of_verifier;
