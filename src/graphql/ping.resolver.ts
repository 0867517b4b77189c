import { Mutation, Resolver } from '@nestjs/graphql';

@Resolver()
export class PingResolver {
  @Mutation('ping')
  ping(): boolean {
    return true;
  }
}
