import { Module } from '@nestjs/common';
import { StoreModule } from '../store/index.js';
import { FiguresController } from './http/figures.controller.js';
import { FigureRows } from './usecases/figure-rows.queries.js';
import { Loyalty } from './usecases/loyalty.queries.js';
import { Makeup } from './usecases/makeup.queries.js';
import { MonthlyFigures } from './usecases/monthly-figures.queries.js';

@Module({
  imports: [StoreModule],
  controllers: [FiguresController],
  providers: [FigureRows, Loyalty, Makeup, MonthlyFigures],
})
export class FiguresModule {}
