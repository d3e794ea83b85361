import { Module } from '@nestjs/common';
import { PhotoController } from './http/photo.controller.js';
import { TidyPhotosHandler } from './jobs/tidy-photos.handler.js';
import { PhotoRepository } from './persistence/photo.repository.js';
import { MiniCodes } from './usecases/mini-codes.usecase.js';
import { PhotoFiles } from './usecases/photo-files.js';
import { PhotoLinks } from './usecases/photo-links.js';
import { Photos } from './usecases/photos.usecase.js';

/** Photos: uploaded loose, then given to what they show. */
@Module({
  controllers: [PhotoController],
  providers: [MiniCodes, PhotoFiles, PhotoLinks, PhotoRepository, Photos, TidyPhotosHandler],
  exports: [MiniCodes, Photos],
})
export class MediaModule {}
