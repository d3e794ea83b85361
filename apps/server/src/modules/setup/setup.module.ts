import { Module } from '@nestjs/common';
import { MessagingModule } from '../messaging/index.js';
import { StaffModule } from '../staff/index.js';
import { StoreModule } from '../store/index.js';
import { GroupSetup } from './usecases/group-setup.usecase.js';

@Module({ imports: [MessagingModule, StaffModule, StoreModule], providers: [GroupSetup] })
export class SetupModule {}
