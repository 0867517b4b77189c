import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import { NestFactory } from '@nestjs/core';
import { announce } from '../surroundings.js';
import { ShopModule } from './shop.module.js';

const app = await NestFactory.create(ShopModule, { logger: ['error', 'warn'] });
await app.listen(0, '127.0.0.1');
announce((app.getHttpServer().address() as AddressInfo).port);
