import { defineConfig } from 'drizzle-kit';

/** Read by `npx drizzle-kit generate --name <words>`, which writes the next migration after a change of the schema. */
export default defineConfig({
  dialect: 'sqlite',
  schema: ['./src/store/schema/schema.ts', './src/store/schema/views.ts'],
  out: './src/store/migrations',
});
