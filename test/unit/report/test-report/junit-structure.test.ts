import { describe, expect, it } from 'vitest';
import { junitFaults, parseXml } from '../../../support/junit-structure.ts';

describe('junitFaults, the check of JUnit reports', () => {
  it.each([
    ['<testsuite name="a"/>', 'the root is <testsuite>'],
    ['<testsuites><testcase name="a"/></testsuites>', '<testsuites> holds <testcase>'],
    ['<testsuites skipped="1"/>', '<testsuites> may have no skipped'],
    ['<testsuites><testsuite name="a" failures="0" errors="0"/></testsuites>', '<testsuite> has no tests'],
    ['<testsuites tests="2"/>', '<testsuites> states tests="2" but has 0'],
    ['<testsuites time="soon"/>', 'time is no number'],
  ])('finds what is wrong in %s', (text, fault) => {
    expect(junitFaults(parseXml(text))).toContain(fault);
  });

  it('refuses characters that XML cannot hold', () => {
    expect(() => parseXml('<testsuites name="&#0;"/>')).toThrow(/invalid|disallowed|character/i);
    expect(() => parseXml('<testsuites>\u001b</testsuites>')).toThrow(/disallowed/i);
  });
});
