export { licenseChecks } from './license-checks.ts';
export { lintLicenses } from './lint-licenses.ts';
