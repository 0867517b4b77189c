import type { Guard } from '../resilience/index.js';

type Question = (...ask: [...unknown[], AbortSignal]) => Promise<unknown>;

interface Learning {
  learn(): Promise<void>;
}

/**
 * A port whose every call passes the guard. The last argument of each call is an AbortSignal. The guard replaces it by one
 * that also fires at the guard's deadline.
 * @param name the prefix of the operations' names in logs and faults, e.g. "gp.stock"
 * @param tables learns of the company, once, what has to be known before a question can be put
 */
export function guarded<Port extends object>(name: string, port: Port, guard: Guard, tables?: Learning): Port {
  return new Proxy(port, {
    get(target, property) {
      const question: unknown = Reflect.get(target, property);
      if (typeof question !== 'function') return question;
      return (...ask: unknown[]) => {
        const signal = ask.pop() as AbortSignal;
        return guard.run(`${name}.${String(property)}`, signal, async (inTime) => {
          await tables?.learn();
          return (question as Question).apply(target, [...ask, inTime]);
        });
      };
    },
  });
}
