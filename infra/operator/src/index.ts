export { followChain } from './audit/follow-chain.ts';
export { verifyFile } from './audit/verify-file.ts';
export { witnessChain } from './audit/witness-chain.ts';
export { type OperatorConfiguration, readConfiguration, type ServiceName } from './client/configuration.ts';
export { type OperatorClient, operatorClient } from './client/operator-client.ts';
export { CommandFailure, exitCodes } from './command-failure.ts';
export { runCampus } from './run-campus.ts';
