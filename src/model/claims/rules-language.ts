import type { Claim } from './claim.ts';
import { assumed, documented, observed } from './grade-claim.ts';

/** Claims about what a rule is, how it is written and which properties and operators it has (spec rules 1 to 5). */
export const ruleLanguageClaims: readonly Claim[] = [
  documented(
    'rules/1-dynamic-group',
    'A group is dynamic when groupTypes holds DynamicMembership; its text is in membershipRule, its switch in membershipRuleProcessingState.',
  ),
  documented(
    'rules/1-administrative-units',
    'Administrative units with dynamic membership use the same rule language.',
  ),
  documented(
    'rules/1-device-filters-differ',
    'Device filters of Conditional Access and Intune are another language: their property names are refused in rules.',
  ),
  assumed(
    'rules/1-two-values',
    'For an object whose attributes are all known, a rule is true or false and nothing else.',
  ),
  observed(
    'rules/1-text-kept',
    'The text of a rule is stored and returned exactly as sent, blanks and line breaks included.',
  ),
  documented('rules/1-maximum-length', 'A rule has at most 3,072 characters.'),
  assumed('rules/1-length-in-utf-16', 'The length of a rule is counted in UTF-16 code units.'),

  documented(
    'rules/2-white-space',
    'Blanks, tabs and line ends may stand in any number between tokens; none is needed around brackets, commas or before a quotation mark.',
  ),
  assumed('rules/2-no-break-space', 'A no-break space (U+00A0) is white space.'),
  observed('rules/2-line-breaks', 'Line breaks are ordinary white space: rules of several lines are read.'),
  documented(
    'rules/2-operator-prefix',
    'The hyphen before an operator may be left out, and an en dash may replace it.',
  ),
  assumed('rules/2-other-dashes', 'The other dashes U+2010 to U+2015 and the minus sign are read as a hyphen, too.'),
  observed('rules/2-operator-spelling', 'Operators are read in any case.'),
  observed('rules/2-object-case', 'The words user and device are read in any case.'),
  observed(
    'rules/2-property-case',
    'Property names are read in any case; a spelling that differs from the documented one gets a warning.',
  ),
  assumed(
    'rules/2-name-characters',
    'A name is a letter followed by letters, digits and underscores; a hyphen ends it.',
  ),
  documented('rules/2-quotes', 'A text stands in double or in single quotation marks.'),
  documented(
    'rules/2-double-quote-escape',
    'A double quotation mark inside a double-quoted text is written after a backtick.',
  ),
  documented(
    'rules/2-apostrophe-escape',
    'An apostrophe inside a text is written twice, also in double quotation marks.',
  ),
  assumed(
    'rules/2-lone-apostrophe',
    'A single apostrophe in a double-quoted text stands for itself, with a warning because the service is unreliable with it.',
  ),
  observed('rules/2-backslash', 'A backslash in a text is an ordinary character.'),
  assumed(
    'rules/2-backtick-quotes',
    'A value in backtick-escaped quotation marks outside a text is accepted with a warning.',
  ),
  assumed('rules/2-typographic-quotes', 'Typographic quotation marks are refused.'),
  observed('rules/2-boolean-spelling', 'true and false are read in any case.'),
  assumed('rules/2-dollar-booleans', '$true and $false are read as true and false.'),
  documented('rules/2-null-spelling', 'null and $null mean the same.'),
  assumed('rules/2-null-case', 'null is read in any case.'),
  documented('rules/2-quoted-null', 'A quoted "null" is the text null.'),
  assumed('rules/2-numbers-as-text', 'A number is compared as its digits with text properties.'),
  documented(
    'rules/2-lists',
    'A list stands in square brackets, its elements separated by commas; commas inside quotation marks are text.',
  ),
  assumed('rules/2-list-refusals', 'An empty list, a comma at its end and null in it are refused.'),
  documented('rules/2-unquoted-date', 'A full date and time stands without quotation marks.'),
  observed('rules/2-date-forms', 'A date may be quoted, and may be a date without time.'),
  assumed('rules/2-date-only', 'A date without time means midnight UTC.'),
  documented('rules/2-durations', 'Durations are ISO 8601 and read in any case.'),
  documented('rules/2-element-sign', 'An underscore is the element of a text collection, inside -any and -all only.'),
  assumed('rules/2-no-comments', 'There are no comments.'),
  assumed('rules/2-unknown-sign', 'A sign that means nothing is a syntax error and is never skipped.'),

  assumed('rules/3-value-parentheses', 'A value stands without parentheses, except a date expression.'),
  observed('rules/3-date-parentheses', 'A date expression may stand in parentheses.'),
  assumed(
    'rules/3-property-parentheses',
    'A property stands without parentheses, and a property alone is no condition.',
  ),
  observed('rules/3-one-offset', 'A date takes at most one -plus or -minus.'),

  documented('rules/4-precedence', 'Comparisons bind tightest, then -not, -and, -or.'),
  documented('rules/4-and-before-or', 'a -and b -or c means (a -and b) -or c.'),
  documented('rules/4-not-binds-tighter', '-not without parentheses negates only the next comparison.'),
  observed('rules/4-not-parentheses', '-not may stand before parentheses.'),
  assumed('rules/4-double-not', '-not may be repeated.'),
  assumed('rules/4-associative', 'Grouping among several -and, or among several -or, has no observable effect.'),
  documented(
    'rules/4-offset-binds-tighter',
    '-plus and -minus belong to the date before them and bind tighter than the comparison.',
  ),
  assumed(
    'rules/4-quantifier-body',
    'A body of -any or -all without parentheses that is followed by -and or -or is refused as ambiguous.',
  ),

  documented('rules/5.1-user-properties', 'Rules about users know the documented properties and no others.'),
  documented('rules/5.1-office-name', 'The office of a user is called physicalDeliveryOfficeName in rules.'),
  assumed(
    'rules/5.1-graph-names',
    'mobile, telephoneNumber, facsimileTelephoneNumber, sipProxyAddress, mailNickName, dirSyncEnabled and objectId read mobilePhone, the first of businessPhones, faxNumber, the first of imAddresses, mailNickname, onPremisesSyncEnabled and id.',
  ),
  assumed('rules/5.1-dir-sync-null', 'dirSyncEnabled has no value for users that are not synchronised.'),
  documented('rules/5.1-extension-attributes', 'extensionAttribute1 to extensionAttribute15 are text properties.'),
  documented(
    'rules/5.1-directory-extensions',
    'Directory extensions are written extension_<app id without hyphens>_<name>.',
  ),
  assumed(
    'rules/5.1-extension-underscore',
    'A second underscore before the name of a directory extension is part of the name.',
  ),
  documented(
    'rules/5.1-assigned-plan-fields',
    'The element of assignedPlans is assignedPlan, with servicePlanId, service and capabilityStatus.',
  ),
  documented('rules/5.2-device-properties', 'Rules about devices know the documented properties and no others.'),
  assumed(
    'rules/5.2-graph-names',
    'deviceOSType, deviceOSVersion, deviceModel, deviceManufacturer, deviceTrustType, deviceManagementAppId and devicePhysicalIds read operatingSystem, operatingSystemVersion, model, manufacturer, trustType, mdmAppId and physicalIds.',
  ),
  documented('rules/5.2-versions-are-text', 'deviceOSVersion is a text.'),
  documented(
    'rules/5.2-system-labels',
    'systemLabels takes plain text operators, and -any like every text collection.',
  ),
  assumed('rules/5.2-legacy-properties', 'domainName and organizationalUnit are no longer supported.'),
  observed('rules/5.3-employee-type', 'employeeType and officeLocation are refused as unsupported properties.'),
  assumed(
    'rules/5.3-unsupported-properties',
    'Every property that is not documented is refused as unsupported, named as it was typed.',
  ),
  documented(
    'rules/5.4-string-operators',
    'Text properties take -eq, -ne, the text operators and their opposites, -in and -notIn.',
  ),
  documented('rules/5.4-boolean-operators', 'Boolean properties take -eq and -ne only.'),
  documented('rules/5.4-date-operators', 'Date properties take -ge, -le and -eq.'),
  assumed('rules/5.4-date-ne', 'Date properties take -ne, too.'),
  assumed('rules/5.4-null-on-typed', 'Boolean and date properties may be compared with null.'),
  documented('rules/5.4-collection-operators', 'Text collections take the text operators directly.'),
  assumed('rules/5.4-collection-match', 'Text collections take -match and -notMatch directly.'),
  assumed('rules/5.4-collection-equality', 'Text collections take neither -eq, -ne, -in nor null directly.'),
  documented('rules/5.4-element-operators', '_ and the fields of assignedPlan take the text operators.'),
  assumed('rules/5.4-element-lists', '_ and the fields of assignedPlan take -in and -notIn.'),
  documented('rules/5.4-plans-quantified-only', 'assignedPlans takes -any and -all only.'),
  documented(
    'rules/5.4-contains-still-read',
    '-contains and -notContains are read although the rule builder no longer offers them.',
  ),
  assumed('rules/5.4-no-other-operators', 'There is no -gt, -lt, -like or -xor.'),
  documented('rules/5.4-null-operators', 'null can be compared with -eq and -ne only.'),
  observed('rules/5.4-not-null', '-not null as a comparison is refused for its operands.'),
];
