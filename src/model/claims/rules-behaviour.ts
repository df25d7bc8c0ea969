import type { Claim } from './claim.ts';
import { assumed, documented, observed } from './grade-claim.ts';

/** Claims about what rules mean, special forms, refusals, processing and limits (spec rules 6 to 14). */
export const ruleBehaviourClaims: readonly Claim[] = [
  assumed('rules/6-empty-string', 'An empty text is null, when it is stored and when it is compared.'),
  assumed(
    'rules/6-empty-operand',
    'Every text contains, starts with and ends with the empty text; a property without a value does not.',
  ),
  documented('rules/6-eq-null', '-eq null is true exactly for objects without a value.'),
  documented('rules/6-ne-null-literal', '-ne null is true exactly for objects with a value.'),
  assumed('rules/6-eq-absent', '-eq with a text is false for objects without a value.'),
  observed('rules/6-ne-null', '-ne with a text is true for objects without a value.'),
  assumed('rules/6-positive-on-null', 'Positive text operators and -in are false for objects without a value.'),
  assumed(
    'rules/6-negative-on-null',
    'A negative operator is the negation of its positive one, for objects without a value, too.',
  ),
  assumed('rules/6-boolean-on-null', 'For a boolean without a value, -eq is false and -ne is true.'),
  assumed('rules/6-date-on-null', 'For a date without a value, -ge, -le and -eq are false and -ne is true.'),
  documented('rules/6-ignore-case', 'Texts are compared without regard to case.'),
  assumed(
    'rules/6-ordinal-ignore-case',
    'Texts are compared by code units after invariant upper-casing: no locale, no accents, no trimming.',
  ),
  assumed('rules/6-guids-are-text', 'Object ids are compared as texts.'),
  documented(
    'rules/6-contains',
    '-contains looks for a part of the text; it is neither a pattern nor membership in a list.',
  ),
  documented('rules/6-match-dotnet', '-match takes a .NET regular expression and ignores case.'),
  observed('rules/6-match-anywhere', '-match searches the pattern anywhere in the value.'),
  documented('rules/6-match-invalid', 'An invalid regular expression is refused when the rule is saved.'),
  assumed(
    'rules/6-match-linear',
    'Patterns are matched in linear time; a pattern that cannot be is accepted and its results are undecided.',
  ),
  documented('rules/6-in', '-in is equality with any element of the list, -notIn with none.'),
  assumed('rules/6-in-ignores-case', '-in and -notIn ignore case.'),
  assumed(
    'rules/6-plain-on-collection',
    'A plain operator on a collection is true when some element satisfies it, a negative one when no element satisfies the positive one.',
  ),
  documented('rules/6-any-empty', '-any over an empty or absent collection is false.'),
  documented('rules/6-all-empty', '-all over an empty or absent collection is true.'),
  documented('rules/6-same-element', 'All comparisons in a body are about the same element.'),
  assumed('rules/6-no-outer-properties', 'Properties of the object are not visible in a body.'),
  assumed('rules/6-no-nesting', 'A body holds no other quantifier.'),
  assumed('rules/6-dates-inclusive', 'Dates are compared as instants; -ge and -le include equality.'),
  observed('rules/6-date-equality', '-eq compares the whole instant of a date.'),
  assumed('rules/6-one-now', 'system.now is read once for each pass of evaluation.'),
  assumed('rules/6-years-and-months', 'A year of a duration is 365 days and a month is 30, with a warning.'),

  documented('rules/7-capability-status', 'The status of a plan is Enabled, Warning, Suspended, Deleted or LockedOut.'),
  observed(
    'rules/7-deleted-plans-stay',
    'A plan that was taken away stays with the status Deleted, so that a rule without a status test keeps matching.',
  ),
  documented('rules/7-service-names', 'service is the service family in the spelling of Graph.'),

  documented(
    'rules/8.1-direct-reports',
    'Direct Reports for "id" means every user whose manager is that object, one level only.',
  ),
  documented('rules/8.1-not-combined', 'Direct Reports cannot be combined with anything.'),
  assumed(
    'rules/8.1-form',
    'The words of Direct Reports are read in any case, with either quotation mark and without parentheses.',
  ),
  assumed('rules/8.1-guid', 'Direct Reports takes the object id of the manager.'),
  assumed('rules/8.1-unknown-manager', 'Direct Reports for an unknown object gives no members.'),
  documented('rules/8.2-form', "memberOf is written user.memberOf -any (group.objectId -in ['id']), or with device."),
  documented('rules/8.2-stands-alone', 'memberOf cannot be combined with another condition or negated.'),
  observed('rules/8.2-all-refused', '-all on memberOf is refused.'),
  documented('rules/8.2-fifty-groups', 'A memberOf rule names at most 50 groups.'),
  documented('rules/8.2-direct-members', 'memberOf sees only direct members of the named groups.'),
  documented(
    'rules/8.2-members-stay',
    'Members of a memberOf group stay when they leave the source group, until the rule is edited.',
  ),
  documented('rules/8.2-no-chains', 'A group with a memberOf rule cannot be the source of another.'),
  documented(
    'rules/8.2-preview-ended',
    'The preview of memberOf ended on 3 November 2026: such groups keep their last members.',
  ),
  documented(
    'rules/8.2-any-group-type',
    'Security groups, Microsoft 365 groups and synced groups can be sources of memberOf.',
  ),
  documented('rules/8.3-everybody', 'objectId -ne null means every user, guests included, or every device.'),
  documented('rules/8.4-not-mixed', 'A rule uses properties of users or of devices, not of both.'),
  assumed('rules/8.4-kind-from-rule', 'Whether a group holds users or devices follows from its rule.'),
  documented('rules/8.4-unified-users-only', 'A Microsoft 365 group takes rules about users only.'),
  assumed('rules/8.5-custom-security-attributes', 'Custom security attributes are refused as unsupported properties.'),

  observed(
    'rules/9-unsupported-property',
    "An unsupported property is refused with DynamicGroupQueryParseError and Unsupported property '<name>'.",
  ),
  observed('rules/9-operands', 'A wrong operand is refused with Invalid operands found for operator -<operator>.'),
  documented('rules/9-operator', 'An operator that the property does not take is refused.'),
  observed(
    'rules/9-wrong-property',
    "A wrong element is refused with Property '<name>' cannot be applied to object '<object>'.",
  ),
  observed('rules/9-invalid-object-type', 'A rule about the wrong kind of object is refused with Invalid object type.'),
  assumed('rules/9-one-error', 'Through Graph one error is reported, the leftmost.'),
  observed('rules/9-paused-not-validated', 'The rule of a paused group is stored without being checked.'),

  documented('rules/10-processing-states', 'The processing state is On or Paused.'),
  assumed('rules/10-state-case', 'The processing state is read in any case and returned as On or Paused.'),
  observed('rules/10-failed-keeps-members', 'A rule that fails leaves the members as they were.'),
  documented(
    'rules/10-all-rules-evaluated',
    'A changed attribute leads to evaluation of every rule, a changed rule to evaluation of every object.',
  ),
  documented('rules/10-former-members-leave', 'Members that no longer match are removed.'),
  observed('rules/10-time-passes', 'Rules that read the time change their result without any change of attributes.'),
  documented('rules/10-no-manual-members', 'Nobody can add or remove members of a dynamic group by hand.'),
  documented('rules/10-assigned-to-dynamic', 'A group that becomes dynamic first loses its assigned members.'),
  assumed('rules/10-dynamic-to-assigned', 'A group that becomes assigned keeps its members.'),
  observed('rules/10-disabled-and-guests', 'Disabled accounts and guests are evaluated like others.'),

  documented('rules/11-dynamic-group-limit', 'A tenant has at most 15,000 dynamic groups.'),
  documented('rules/11-member-of-limit', 'A tenant has at most 500 groups with a memberOf rule.'),

  assumed('rules/14-1-negative-operators-on-null', 'Negative text operators are true for objects without a value.'),
  assumed('rules/14-2-property-name-case', 'Property names are read without regard to case.'),
  assumed('rules/14-3-quoted-boolean', 'A quoted boolean is refused.'),
  assumed('rules/14-4-order-on-text', '-ge and -le on texts are refused.'),
  assumed(
    'rules/14-8-backtick-quotes-outside-string',
    'A value in backtick-escaped quotation marks outside a text includes them.',
  ),
  assumed(
    'rules/14-14-invalid-at-resume',
    'A paused group with an invalid rule can be resumed; its evaluation then fails.',
  ),
  assumed(
    'rules/14-16-dotnet-details',
    'Details of regular expressions, such as $ before a final line feed, follow .NET.',
  ),
  assumed('rules/14-17-member-of-still-saved', 'A memberOf rule can still be saved after the end of the preview.'),
];
