import { runCampus } from './run-campus.ts';

process.exitCode = await runCampus(process.argv.slice(2), process.env);
