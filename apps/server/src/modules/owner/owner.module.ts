import { Global, Module } from '@nestjs/common';
import { OwnerSessions } from '../../platform/auth/index.js';
import { OwnerAuthController } from './http/owner-auth.controller.js';
import { AccountRepository } from './persistence/account.repository.js';
import { OwnerRepository } from './persistence/owner.repository.js';
import { SmsCodeRepository } from './persistence/sms-code.repository.js';
import { Accounts } from './usecases/accounts.usecase.js';
import { Enrolments } from './usecases/enrolment.usecase.js';
import { OwnerDirectory } from './usecases/owner-directory.js';
import { OwnerIntake } from './usecases/owner-intake.js';
import { OwnerLogin } from './usecases/owner-login.usecase.js';
import { OwnerProof } from './usecases/owner-proof.usecase.js';
import { OwnerSessionResolver } from './usecases/owner-session.resolver.js';

/** Owners: people, WeChat accounts, consent. Global because the guard of every route resolves owner tokens here. */
@Global()
@Module({
  controllers: [OwnerAuthController],
  providers: [
    AccountRepository,
    Accounts,
    Enrolments,
    OwnerDirectory,
    OwnerIntake,
    OwnerLogin,
    OwnerProof,
    OwnerRepository,
    SmsCodeRepository,
    { provide: OwnerSessions, useClass: OwnerSessionResolver },
  ],
  exports: [OwnerSessions, OwnerDirectory, OwnerIntake, Accounts, OwnerProof, OwnerRepository, Enrolments],
})
export class OwnerModule {}
