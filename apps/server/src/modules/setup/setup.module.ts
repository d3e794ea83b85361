import { Module } from '@nestjs/common';
import { StaffModule } from '../staff/index.js';
import { StoreModule } from '../store/index.js';
import { GroupSetup } from './usecases/group-setup.usecase.js';

@Module({ imports: [StaffModule, StoreModule], providers: [GroupSetup] })
export class SetupModule {}
