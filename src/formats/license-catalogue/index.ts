export { licenseCatalogueJsonSchema } from './license-catalogue-schema.ts';
export { readLicenseCatalogue } from './read-license-catalogue.ts';
